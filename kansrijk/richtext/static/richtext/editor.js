/* Our part of the rich text editor: Dutch labels, a name for screen readers, and a link dialog with one field. */
import { Link, updateAttrsDialog } from "django-prose-editor/editor";

const LABELS = {
  paragraph: "Gewone tekst",
  heading2: "Kop",
  heading3: "Tussenkop",
  bold: "Vet",
  italic: "Schuin",
  link: "Link maken of wijzigen (kies eerst de woorden)",
  unlink: "Link weghalen",
  bulletList: "Lijst met punten",
  orderedList: "Lijst met nummers",
  blockquote: "Citaat",
  "history:undo": "Ongedaan maken",
  "history:redo": "Opnieuw doen",
};

const askAddress = updateAttrsDialog(
  {
    href: {
      title: "Adres van de link",
      description: "Bijvoorbeeld www.zaanstad.nl, naam@gemeente.nl of /gebieden/",
    },
  },
  { title: "Link", submitText: "Link plaatsen" },
);

/** What the editor meant: www.zaanstad.nl is a site, naam@gemeente.nl an e-mail address. */
function completeAddress(typed) {
  const address = typed.trim();
  if (/^([a-z]+:|\/|#)/i.test(address)) return address;
  return address.includes("@") ? `mailto:${address}` : `https://${address}`;
}

export const SiteLink = Link.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        const isLink = editor.isActive("link");
        if (editor.state.selection.empty && !isLink) return;
        askAddress(editor, editor.getAttributes("link")).then((answer) => {
          if (!answer) return;
          const chain = editor.chain().focus().extendMarkRange("link");
          if (answer.href.trim()) chain.setLink({ href: completeAddress(answer.href) }).run();
          else chain.unsetLink().run();
        });
      },
    };
  },
});

function nameToolbar(toolbar) {
  toolbar.setAttribute("role", "group");
  toolbar.setAttribute("aria-label", "Opmaak");
  for (const button of toolbar.querySelectorAll("button[data-name]")) {
    const label = LABELS[button.dataset.name];
    if (!label) continue;
    button.title = label;
    button.setAttribute("aria-label", label);
  }
}

function nameTextBox(textBox, textarea) {
  const label = textarea.labels[0];
  textBox.setAttribute("aria-multiline", "true");
  textBox.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "") : "Tekst");
  const helpText = textarea.getAttribute("aria-describedby");
  if (helpText) textBox.setAttribute("aria-describedby", helpText);
  label?.addEventListener("click", () => textBox.focus());
}

const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
const BULLET = /^[\s\u00a0]*[·•▪§o–-][\s\u00a0]+/;
const NUMBER = /^[\s\u00a0]*(\d+|[a-z])[.)][\s\u00a0]+/i;

function rename(element, tag) {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** Takes the sign that a word processor typed before an item; it may be spread over several elements. */
function takeMarker(paragraph, marker) {
  let left = marker.length;
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (left > 0 && texts.nextNode()) {
    const length = Math.min(left, texts.currentNode.length);
    texts.currentNode.deleteData(0, length);
    left -= length;
  }
}

/** Text from Word: its headings become ours, and its paragraphs that look like a list become one. */
function fromWord(html) {
  // The policy of the site refuses every style attribute, and the browser would complain of each.
  const withoutStyle = html.replace(/\sstyle=("[^"]*"|'[^']*')/gi, "");
  const { body } = new DOMParser().parseFromString(withoutStyle, "text/html");
  for (const heading of body.querySelectorAll("h1, h4, h5, h6")) rename(heading, HEADINGS[heading.tagName]);
  for (const paragraph of body.querySelectorAll("p[class*=MsoList]")) {
    const bullet = paragraph.textContent.match(BULLET);
    const marker = bullet ?? paragraph.textContent.match(NUMBER);
    if (!marker) continue;
    takeMarker(paragraph, marker[0]);
    const tag = bullet ? "UL" : "OL";
    const before = paragraph.previousElementSibling;
    const list = before?.tagName === tag ? before : body.ownerDocument.createElement(tag);
    if (list !== before) paragraph.before(list);
    list.append(rename(paragraph, "li"));
  }
  return body.innerHTML;
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  // The editor is ready before its toolbar is, which it builds when it tells that it was created.
  editor.on("create", () => {
    nameToolbar(editor.view.dom.parentElement.querySelector(".prose-menubar"));
    nameTextBox(editor.view.dom, textarea);
    editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: fromWord } });
  });
});
