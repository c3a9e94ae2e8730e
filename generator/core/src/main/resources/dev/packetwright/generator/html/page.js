'use strict';
const search = document.getElementById('-search');
const found = document.getElementById('-found');
const details = document.querySelector('nav details');
const entries = document.querySelectorAll('nav li');
const headings = document.querySelectorAll('nav h2');
const sections = document.querySelectorAll('main > section');
const cards = [...document.querySelectorAll('article')].map((card, i) => ({card, entry: entries[i], text: ''}));

/** The text that a search finds a card by: names, ids, types and comments, but no offsets and no bytes. */
function textOf(card) {
  return [...card.querySelectorAll('h3, tbody th, .doc, .text')].map(part => part.textContent).join(' ').toLowerCase();
}

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
  let number = 0;
  for (const each of cards) {
    each.text = each.text || textOf(each.card);
    const isFound = words.every(word => each.text.includes(word));
    each.card.hidden = each.entry.hidden = !isFound;
    number += isFound ? 1 : 0;
  }
  sections.forEach((section, i) => {
    section.hidden = headings[i].hidden = !section.querySelector('article:not([hidden])');
  });
  found.textContent = words.length ? number + ' of ' + cards.length : '';
}

/** Lights up the picture, the row and the bytes of the member that an element belongs to. */
function light(element) {
  document.querySelectorAll('.on').forEach(lit => lit.classList.remove('on'));
  const member = element.closest && element.closest('[data-m]');
  if (member) {
    member.closest('article').querySelectorAll('[data-m="' + CSS.escape(member.dataset.m) + '"]')
        .forEach(part => part.classList.add('on'));
  }
}

/** A link to a hidden card shows it. */
function reveal() {
  const target = document.querySelector(':target');
  if (target && target.closest('article[hidden]')) {
    search.value = '';
    show();
    target.scrollIntoView();
  }
}

const wide = matchMedia('(min-width: 52.01rem)');
function fold() { details.open = wide.matches; }
fold();
wide.addEventListener('change', fold);
search.addEventListener('input', show);
addEventListener('hashchange', reveal);
document.addEventListener('mouseover', event => light(event.target));
document.addEventListener('focusin', event => light(event.target));
document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape') {
    search.value = '';
    show();
  }
});
show();
