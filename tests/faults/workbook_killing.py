"""Takes in one workbook after another on a running site, and kills a worker or the web server in each."""

import random
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.models.upload import BUSY
from tests.faults.running_site import RunningSite, logged_in
from tests.faults.watching import Stopwatch, has_jobs_left, newest_job, process_of, where
from tests.faults.workbook_rounds import Round, fill, state_on_page, words_for

READ, PLAN = "Bestand lezen", "Werkboek nakijken"
APPLY, SUBMIT, PUBLISH = "Wijzigingen klaarzetten", "Ter beoordeling geven", "Publiceren"
TAKE_BACK = "Terugdraaien"
SEND, SET_READY, AT_ONCE = "sends a file", "sets it ready", "publishes it"
OF_WEB_SERVER = (SEND, SET_READY, AT_ONCE)
"""The request in which the web server, which does small files itself, is killed."""
TARGETS = (APPLY, SEND, PUBLISH, AT_ONCE, PLAN, SET_READY, READ, APPLY, SUBMIT, TAKE_BACK)
"""In turn. Those that are no request are what a job says it is doing when its worker is killed."""
LONGEST_SECONDS = 240.0
OVERVIEW = "/admin/werkboek/"


class Killing:
    """One site, round after round; each has one kill."""

    def __init__(self, stories: int) -> None:
        self.chance = random.Random(stories)
        self.user = fill(stories)
        self.site = RunningSite()
        self.person = logged_in(self.site.port, self.user)
        self.stopwatch = Stopwatch()
        self.seconds = self.stopwatch.seconds
        self.hit: dict[str, Counter[str]] = defaultdict(Counter)
        self.victims: Counter[str] = Counter()
        self.pages, self.wrong = 0, []

    def kill_in_turn(self, times: int) -> None:
        number = 0
        for kill in range(times):
            while not self.round(number, TARGETS[kill % len(TARGETS)]):
                number += 1
            number += 1

    def round(self, number: int, target: str) -> bool:
        """False when the step was over before we could kill anything."""
        self.number, self.target, self.is_killed = number, target, False
        self.asked = Round(number, self.target in OF_WEB_SERVER, self.target in (PUBLISH, AT_ONCE))
        upload = self.wait(self.send())
        page = self.page_of(upload)
        self.note(self.asked.wrong_in_plan(upload, page))
        self.decide(upload)
        upload = self.wait(upload)
        self.note(self.asked.wrong_when_done(upload, self.page_of(upload)))
        if not self.asked.is_published:
            self.person.post(f"{OVERVIEW}{upload.pk}/", {"actie": "terugdraaien"})
            upload = self.wait(upload)
            self.note(self.asked.wrong_when_taken_back(upload))
        return self.is_killed

    def note(self, lines: Iterable[str]) -> None:
        self.wrong += [f"round {self.number}, {self.target}: {line}" for line in lines]

    def send(self) -> Any:
        """Again when nothing came of it, as a person does who finds no file in the list."""
        content = self.asked.file()
        while not (found := Upload.objects.filter(file_name=self.asked.name)).exists():
            file = SimpleUploadedFile(self.asked.name, content)
            self.ask(SEND, OVERVIEW, {"bestand": file}, found.defer("file", "plan"))
        if found.count() > 1:
            self.note([f"{found.count()} uploads of one file"])
        return found.defer("file", "plan").first()

    def decide(self, upload: Any) -> None:
        """Again when the page still asks it."""
        doing, action = (AT_ONCE, "publiceren") if self.asked.is_published else (SET_READY, "klaarzetten")
        same = Upload.objects.filter(pk=upload.pk)
        while same.filter(state=UploadState.PLANNED).exists():
            page = self.page_of(upload)
            seal = re.search(r'name="plan" value="(\w+)"', page)
            if not seal or f'value="{action}"' not in page:
                self.note(["the page of a plan has no buttons"])
                return
            values = {"plan": seal[1], "actie": action}
            self.ask(doing, f"{OVERVIEW}{upload.pk}/", values, same.defer("file", "plan"))

    def ask(self, doing: str, path: str, fields: dict[str, Any], upload: Any) -> None:
        """One request that changes something; the web server is killed in the middle of it when that is its turn."""
        before, began = upload.values_list("state").first(), time.monotonic()
        request = threading.Thread(target=self.post_and_perhaps_lose, args=(path, fields))
        request.start()
        if not self.is_killed and doing == self.target:
            time.sleep(self.chance.uniform(0, 0.9 * self.seconds[doing]))
            self.kill_web_server(upload, was_busy=request.is_alive())
        elif not self.asked.is_small:
            # The worker may begin before the answer is there.
            while request.is_alive() and upload.values_list("state").first() == before:
                time.sleep(0.01)
            return
        request.join()
        if doing != self.target:
            self.seconds[doing] = time.monotonic() - began

    def kill_web_server(self, upload: Any, *, was_busy: bool) -> None:
        """All of it, or the process that was at work."""
        process, is_whole = process_of(newest_job(upload.first())), self.chance.random() < 0.5
        if is_whole:
            self.site.kill_web_server()
        else:
            self.site.kill_part_of_web_server(process)
        self.victims["whole web server" if is_whole else "process of the web server"] += 1
        self.hit[self.target][where(upload.first(), was_busy=was_busy)] += 1
        if is_whole:
            self.site.start_web_server()
        self.site.wait_until_it_answers()
        self.is_killed = True

    def post_and_perhaps_lose(self, path: str, fields: dict[str, Any]) -> None:
        with suppress(OSError):
            answer = self.person.post(path, fields)
            if answer.status != 302:
                self.note([f"what was sent is answered with {answer.status}"])

    def wait(self, upload: Any) -> Any:
        """Until nobody has work with it; meanwhile kills the worker in the step that is aimed at, and looks whether
        the page tells what is going on.
        """
        until, looked = time.monotonic() + LONGEST_SECONDS, 0.0
        self.stopwatch.begin_anew()
        while True:
            now = Upload.objects.defer("file", "plan").select_related("change_set").get(pk=upload.pk)
            job = newest_job(now)
            if now.state not in BUSY and not has_jobs_left(now):
                return now
            self.stopwatch.see(job.doing.partition(":")[0] if job else "")
            if not self.is_killed and self.stopwatch.step == self.target:
                time.sleep(self.chance.uniform(0, 0.9 * self.seconds[self.target]))
                self.kill_worker(now)
                self.stopwatch.begin_anew()
            if time.monotonic() > until:
                raise RuntimeError(f"round {self.number}, {self.target}: stays {now.state}, {vars(job)}")
            if time.monotonic() > looked + 0.5:
                self.page_of(now)
                looked = time.monotonic()
            time.sleep(0.01)

    def kill_worker(self, upload: Any) -> None:
        """One of them or both."""
        job = newest_job(upload)
        is_alone = self.chance.random() < 0.5
        self.site.kill_workers(process_of(job) if is_alone else None)
        self.victims["worker" if is_alone else "both workers"] += 1
        self.hit[self.target][where(upload)] += 1
        self.page_of(upload)
        self.site.start_workers()
        self.is_killed = True

    def page_of(self, upload: Any) -> str:
        """What it says must be what the database says before or after; a visitor gets an answer as well."""
        same = Upload.objects.filter(pk=upload.pk).defer("file", "plan").select_related("change_set")
        before = words_for(same.get(), self.asked.is_published)
        answer = self.person.get(f"{OVERVIEW}{upload.pk}/")
        allowed = {before, words_for(same.get(), self.asked.is_published)}
        if answer.status != 200 or state_on_page(answer.text) not in allowed:
            self.note([f"the page ({answer.status}) says {state_on_page(answer.text)} for {allowed}"])
        public = self.site.visitor().get("/interventies/")
        if public.status != 200:
            self.note([f"a visitor gets {public.status}"])
        self.pages += 2
        return answer.text
