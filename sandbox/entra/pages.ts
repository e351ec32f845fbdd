/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page in the look of the stand-in's sign-in; `body` is HTML. Nothing on it needs JavaScript. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Sandbox Entra ID</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">Sandbox Entra ID</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
<footer>A local stand-in. No password is asked for and nothing leaves this machine.</footer>
</body>
</html>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d1d1d1, #4d4d4d); --quiet: light-dark(#5c5c5c, #b3b3b3); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 1rem;
  background: light-dark(#eef1f5, #1b1d21); color: light-dark(#1f1f1f, #f3f3f3);
  font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; }
main { width: min(27rem, 100vw - 2rem); padding: 2.25rem; border-radius: .5rem;
  background: light-dark(#fff, #292b30); box-shadow: 0 2px 12px rgb(0 0 0 / .16); }
.brand { margin: 0 0 1rem; font-weight: 600; color: light-dark(#0a5a9c, #7ab8ee); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
p, ul { margin: .5rem 0 1rem; }
.quiet, footer { color: var(--quiet); font-size: .875rem; }
footer { text-align: center; max-width: 27rem; }
form { margin: 0; }
.accounts { list-style: none; margin: 1rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.accounts li { border-bottom: 1px solid var(--line); }
.accounts button { width: 100%; padding: .75rem .5rem; border: 0; background: none; text-align: left;
  color: inherit; font: inherit; cursor: pointer; }
.accounts button:hover, .accounts button:focus-visible { background: light-dark(#eef4fb, #35383e); }
.accounts strong { display: block; font-weight: 600; }
.actions { display: flex; gap: .5rem; justify-content: flex-end; margin-top: 1.5rem; }
.actions button { min-width: 7rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .25rem;
  background: light-dark(#fff, #35383e); color: inherit; font: inherit; cursor: pointer; }
.actions .primary { background: #0f6cbd; border-color: #0f6cbd; color: #fff; }
input[type=text] { width: 100%; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .25rem;
  background: transparent; color: inherit; font: inherit; letter-spacing: .1em; }
label { display: block; margin: .75rem 0; }
code, .technical { font-family: ui-monospace, Consolas, monospace; font-size: .8125rem; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid #0f6cbd; outline-offset: 2px; }
`;
