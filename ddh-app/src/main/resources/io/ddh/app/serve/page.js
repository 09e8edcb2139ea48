'use strict';

const file = document.getElementById('file');
const drop = document.getElementById('drop');
const query = document.getElementById('query');
const state = document.getElementById('state');
const hits = document.getElementById('hits');
let asked = 0;

function say(text, bad) {
  state.textContent = text;
  state.className = bad ? 'bad' : '';
}

function missing() {
  const none = document.createElement('span');
  none.className = 'none';
  none.textContent = 'image not available';
  return none;
}

function show(hit) {
  const item = document.createElement('li');
  const picture = document.createElement('img');
  picture.alt = hit.label || 'face ' + hit.id;
  picture.addEventListener('error', () => picture.replaceWith(missing()));
  picture.src = '/picture/' + hit.id;
  const label = document.createElement('b');
  label.textContent = hit.label || 'id ' + hit.id;
  const distance = document.createElement('span');
  distance.textContent = 'distance ' + hit.distance;
  item.append(picture, label, distance);
  hits.append(item);
}

async function ask(photo) {
  const own = ++asked; // an answer that comes after the next question is not shown
  hits.replaceChildren();
  if (query.src) {
    URL.revokeObjectURL(query.src);
  }
  query.src = URL.createObjectURL(photo);
  query.hidden = false;
  say('Searching…', false);
  try {
    const reply = await fetch('/search?k=10', {
      method: 'POST',
      headers: { 'Content-Type': photo.type.startsWith('image/') ? photo.type : 'application/octet-stream' },
      body: photo,
    });
    const answer = await reply.json();
    if (own !== asked) {
      return;
    }
    if (!reply.ok) {
      say(answer.error, true);
    } else if (answer.stranger) {
      say('No such person: the nearest face is at distance ' + answer.nearest
          + ', rejected above ' + answer.reject_above + '.', false);
    } else {
      say(answer.hits.length + ' faces, ' + (answer.hash_ms + answer.search_ms).toFixed(1) + ' ms', false);
      answer.hits.forEach(show);
    }
  } catch (error) {
    if (own === asked) {
      say('No answer: ' + error.message, true);
    }
  }
}

function first(files) {
  if (files.length > 0) {
    ask(files[0]);
  }
}

file.addEventListener('change', () => first(file.files));
for (const kind of ['dragover', 'dragenter', 'dragleave', 'drop']) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', kind === 'dragover' || kind === 'dragenter');
  });
}
drop.addEventListener('drop', (event) => first(event.dataTransfer.files));
