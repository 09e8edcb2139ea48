'use strict';

const file = document.getElementById('file');
const drop = document.getElementById('drop');
const photo = document.getElementById('photo');
const query = document.getElementById('query');
const state = document.getElementById('state');
const hits = document.getElementById('hits');
let latest = 0;

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
  const image = document.createElement('img');
  image.alt = hit.label || 'face ' + hit.id;
  image.addEventListener('error', () => image.replaceWith(missing()));
  image.src = '/picture/' + hit.id;
  const label = document.createElement('b');
  label.textContent = hit.label || 'id ' + hit.id;
  const distance = document.createElement('span');
  distance.textContent = 'distance ' + hit.distance;
  item.append(image, label, distance);
  hits.append(item);
}

function nobody(result) {
  return 'no such person: the nearest face is at distance ' + result.nearest
      + ', above the rejection distance ' + result.reject_above;
}

function mark(face, number) {
  const [left, top, width, height] = face.box;
  const [across, down] = face.photo_size;
  const box = document.createElement('span');
  const label = document.createElement('b');
  box.className = 'box';
  box.style.left = 100 * left / across + '%';
  box.style.top = 100 * top / down + '%';
  box.style.width = 100 * width / across + '%';
  box.style.height = 100 * height / down + '%';
  label.textContent = number;
  box.append(label);
  photo.append(box);
}

function showFaces(faces) {
  faces.forEach((face, i) => {
    mark(face, i + 1);
    const head = document.createElement('li');
    head.className = 'face';
    head.textContent = 'Face ' + (i + 1) + (face.stranger ? ': ' + nobody(face) : '');
    hits.append(head);
    face.hits.forEach(show);
  });
}

async function search(image) {
  const own = ++latest; // a result that arrives after a newer search has begun is not shown
  hits.replaceChildren();
  photo.replaceChildren(query);
  if (query.src) {
    URL.revokeObjectURL(query.src);
  }
  query.src = URL.createObjectURL(image);
  photo.hidden = false;
  say('Searching…', false);
  try {
    const reply = await fetch('/search?k=10', {
      method: 'POST',
      headers: { 'Content-Type': image.type.startsWith('image/') ? image.type : 'application/octet-stream' },
      body: image,
    });
    const result = await reply.json();
    if (own !== latest) {
      return;
    }
    if (!reply.ok) {
      say(result.error, true);
    } else if (result.box) {
      const faces = [result, ...(result.others || [])];
      say(faces.length === 1 ? 'One face on the photo' : faces.length + ' faces on the photo', false);
      showFaces(faces);
    } else if (result.stranger) {
      say(nobody(result), false);
    } else {
      say(result.hits.length + ' faces, ' + (result.hash_ms + result.search_ms).toFixed(1) + ' ms', false);
      result.hits.forEach(show);
    }
  } catch (error) {
    if (own === latest) {
      say('No response: ' + error.message, true);
    }
  }
}

function first(files) {
  if (files.length > 0) {
    search(files[0]);
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
