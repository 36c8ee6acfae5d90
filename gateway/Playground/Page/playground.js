// Asks every arm for the text, and shows what each says.

import { problem, element } from './elements.js';
import { takeKeyFromAddress, currentKey, keepKey } from './key.js';
import { arms, predict, curl, Refused } from './calls.js';
import { answered, refused, frame } from './answer.js';

const place = id => document.getElementById(id);

takeKeyFromAddress();
showKey();
showLength();

place('form').addEventListener('submit', event => {
  event.preventDefault();
  ask();
});
place('text').addEventListener('input', showLength);
place('text').addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    place('form').requestSubmit();
  }
});
place('hint').addEventListener('click', event => {
  if (event.target.dataset.text) {
    place('text').value = event.target.dataset.text;
    showLength();
    place('form').requestSubmit();
  }
});
place('keep').addEventListener('click', useKey);
place('key').addEventListener('keydown', event => {
  if (event.key === 'Enter') {
    event.preventDefault();
    useKey();
  }
});

async function ask() {
  const text = place('text').value;
  place('ask').disabled = true;
  place('problem').replaceChildren();
  place('said').textContent = 'Asking';
  try {
    const asked = await arms();
    place('answers').replaceChildren(...asked.map(arm => frame(arm, element('p', { class: 'quiet' }, 'Asked …'))));

    // One after the other: arms that share a machine would else slow each other down, and their times could not be compared.
    for (const [number, arm] of asked.entries()) {
      const shown = await predict(text, arm.id, place('fresh').checked).then(answer => answered(arm, answer), failure => refused(arm, failure));
      place('answers').children[number].replaceWith(shown);
    }

    place('curl').textContent = curl(text, asked[0].id);
    place('call').hidden = false;
    place('said').textContent = [...place('answers').children].map(shown => `${shown.getAttribute('aria-label')}: ${shown.querySelector('.verdict, .problem')?.innerText ?? ''}`).join('. ');
  } catch (failure) {
    show(failure);
  } finally {
    place('ask').disabled = false;
  }
}

function show(failure) {
  const said = failure instanceof Refused ? failure.problem : { title: 'This page failed', detail: failure.message };
  place('said').textContent = '';
  place('answers').replaceChildren();
  place('problem').replaceChildren(problem(said));
  if (['E3001', 'E3002', 'E3003'].includes(said.code)) {
    place('key-part').open = true;
    place('key').focus();
  }
}

function useKey() {
  keepKey(place('key').value.trim());
  place('key').value = '';
  showKey();
  place('form').requestSubmit();
}

function showKey() {
  place('key-state').textContent = currentKey() ? 'set' : 'none';
}

// Characters as the API counts them: a pair of surrogates is one.
function showLength() {
  place('length').textContent = [...place('text').value].length.toLocaleString('en');
}
