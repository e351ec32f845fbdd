// Shows new tiles as soon as rows arrive, as Power BI does: the grid is asked for every two seconds and put in place
// of the old one when its tag has changed. An open menu or a picture that is still the same is left alone.
const POLL_MS = 2000;
const grid = () => document.getElementById('tiles');

async function refresh() {
  const before = grid();
  if (before === null || document.hidden || before.querySelector('details[open]') !== null) return;
  const response = await fetch(`${location.pathname}?fragment`, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) {
    location.reload();
    return;
  }
  if (response.headers.get('x-tag') === before.dataset.tag) return;
  const template = document.createElement('template');
  template.innerHTML = await response.text();
  before.replaceWith(template.content);
}

function markBroken(event) {
  const image = event.target;
  if (!(image instanceof HTMLImageElement)) return;
  const holder = document.createElement('div');
  holder.className = 'broken';
  holder.innerHTML = "<p>Can't load this picture</p>";
  const address = document.createElement('small');
  address.textContent = image.src;
  holder.append(address);
  image.replaceWith(holder);
}

function closeOthers(event) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.removeAttribute('open');
  }
}

// Errors of images do not bubble, and those of the first load may have passed before this script ran.
document.addEventListener('error', markBroken, true);
for (const image of document.images) {
  if (image.complete && image.naturalWidth === 0) markBroken({ target: image });
}
document.addEventListener('click', closeOthers);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeOthers({ target: document.body });
});

if (grid() !== null) {
  const next = () => {
    setTimeout(async () => {
      try {
        await refresh();
      } catch (error) {
        console.warn('The dashboard could not be read; trying again.', error);
      }
      next();
    }, POLL_MS);
  };
  next();
}
