"""Watches a tab for what a visitor would not see but should never happen."""

from playwright.sync_api import ConsoleMessage, Page, Request

REPORT_VIOLATIONS = """
    addEventListener("securitypolicyviolation", (event) =>
        console.error(`Content security policy: ${event.effectiveDirective} blocked ${event.blockedURI}`))
"""


class Guard:
    """Collects console errors, script errors, policy violations and requests to other hosts in `findings`."""

    def __init__(self, page: Page, site: str) -> None:
        self.site = site
        self.findings: list[str] = []
        self.documents: set[str] = set()
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._see_message)
        page.on("pageerror", lambda error: self.findings.append(f"script error: {error}"))
        page.on("request", self._see_request)

    def _see_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._is_answer_to_the_visitor(message):
            self.findings.append(f"console: {message.text} ({message.location['url']})")

    def _is_answer_to_the_visitor(self, message: ConsoleMessage) -> bool:
        """The browser logs a page that answers 404 or 410 as an error; for such a page that is the right answer."""
        return "responded with a status of 4" in message.text and message.location["url"] in self.documents

    def _see_request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.documents.add(request.url)
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.findings.append(f"request to another host: {request.url}")
