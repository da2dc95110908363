/* Saves answers as they are given, so that a page that is never sent loses nothing. The form works
 * without it: every button saves too. */
(function () {
  'use strict';
  var form = document.querySelector('main input[name^="had"]') && document.querySelector('form');
  var state = document.getElementById('saved');
  if (!form || !state || !window.fetch || !window.URLSearchParams) { return; }
  var timer = 0, busy = false, dirty = false, sending = false, held = null, wait = 2000;

  function body() {
    var data = new URLSearchParams(new FormData(form));
    data.set('go', 'auto');
    return data;
  }
  function say(text, wrong) {
    state.textContent = text;
    state.className = wrong ? 'form-saved form-saved--wrong' : 'form-saved';
  }
  function taken(had) {
    Object.keys(had).forEach(function (name) {
      var field = form.elements.namedItem(name);
      if (field) { field.value = had[name]; }
    });
    wait = 2000;
    say(state.dataset.saved, false);
  }
  function failed() {
    dirty = true;
    say(state.dataset.unsaved, true);
    wait = Math.min(wait * 2, 30000);
    later(wait);
  }
  function save() {
    clearTimeout(timer);
    if (busy || sending || !dirty) { return; }
    busy = true;
    dirty = false;
    fetch(form.action, { method: 'POST', body: body(), credentials: 'same-origin' }).then(function (reply) {
      busy = false;
      release();
      /* Changed elsewhere, or closed: the next button will tell. */
      if (reply.status === 409) { return null; }
      if (!reply.ok) { return failed(); }
      return reply.json().then(taken);
    }).catch(function () { busy = false; release(); failed(); }).then(function () { if (dirty) { later(500); } });
  }
  function release() {
    if (held && !sending) { held(); }
  }
  function later(ms) { clearTimeout(timer); timer = setTimeout(save, ms); }

  form.addEventListener('change', function () { dirty = true; say('', false); later(300); });
  form.addEventListener('input', function (event) {
    if (event.target.tagName === 'TEXTAREA') { dirty = true; say('', false); later(1500); }
  });
  /* A save on its way must not arrive behind the page itself. */
  form.addEventListener('submit', function (event) {
    var button = event.submitter;
    clearTimeout(timer);
    if (busy && !held && form.requestSubmit) {
      event.preventDefault();
      held = function () { sending = true; form.requestSubmit(button); };
      setTimeout(release, 3000);
      return;
    }
    sending = true;
  });
  window.addEventListener('pageshow', function () { sending = false; held = null; });
  window.addEventListener('pagehide', function () {
    if (dirty && !sending && navigator.sendBeacon) { navigator.sendBeacon(form.action, body()); dirty = false; }
  });
}());
