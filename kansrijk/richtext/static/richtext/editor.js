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

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  // The editor is ready before its toolbar is, which it builds when it tells that it was created.
  editor.on("create", () => {
    nameToolbar(editor.view.dom.parentElement.querySelector(".prose-menubar"));
    nameTextBox(editor.view.dom, textarea);
  });
});
