/* The questionnaire in a real browser, against the real program. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, launchWithoutCookies, open, quiet, sideways, sound, watch } from './browser.mjs';
import { Served } from './study.mjs';

const words = {
  nl: { next: 'Opslaan en verder', back: 'Terug', later: 'Later verdergaan', start: 'Begin', send: 'Verstuur mijn antwoorden',
    thanks: 'Bedankt', other: 'English', error: 'Fout: ' },
  en: { next: 'Save and continue', back: 'Back', later: 'Continue later', start: 'Start', send: 'Send my answers',
    thanks: 'Thank you', other: 'Nederlands', error: 'Error: ' },
};
/* Every button leads to a page: it is there before one looks. */
const press = (page, name) => Promise.all([
  page.waitForEvent('domcontentloaded'),
  page.getByRole('button', { name, exact: true }).click(),
]);
// Once the page is there that a button led to: a browser that is busy loading drops the step back.
async function back(page) {
  await page.waitForLoadState('networkidle');
  await page.goBack();
}
const heading = (page) => page.locator('h1').innerText();
const choose = (page, item, value) => page.locator(`input[name="a.${item}"][value="${value}"]`).check();
const isChosen = (page, item, value) => page.locator(`input[name="a.${item}"][value="${value}"]`).isChecked();

async function agree(page, link, lang = 'nl') {
  await page.goto(link);
  await page.locator('#consent').check();
  await press(page, words[lang].start);
}

/* Fills in every statement of the page: 1, 2, ..., 5, don't know, in turn. Returns what it chose. */
async function fill(page) {
  const chosen = {};
  const values = ['1', '2', '3', '4', '5', 'dk'];
  const ids = await page.locator('fieldset').evaluateAll((all) => all.map((one) => one.id));
  for (const [i, id] of ids.entries()) {
    const value = values[i % values.length];
    /* On the label's text: that is where people press. */
    await page.locator(`label:has(input[name="a.${id}"][value="${value}"]) span`).click();
    chosen[id] = value === 'dk' ? 'dk' : Number(value);
  }
  return chosen;
}

/* Each test has a study and a server of its own. */
async function serving(change, run) {
  const served = await new Served(change).start();
  try {
    await run(served);
  } finally {
    await served.remove();
  }
}

describe('the form', { concurrency: 1 }, () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser.close(); });

  for (const [lang, size, javaScriptEnabled] of [
    ['nl', 'small', true], ['en', 'phone', false], ['nl', 'desktop', false], ['en', 'desktop', true], ['nl', 'phone', true],
  ]) {
    const say = words[lang];
    test(`the whole way: ${lang}, ${size}, script ${javaScriptEnabled ? 'on' : 'off'}`, () => serving(() => {}, async (served) => {
      const page = await open(browser, { size, javaScriptEnabled });
      const look = async () => (javaScriptEnabled ? sound(page) : assert.ok(await page.title()));
      await page.goto(served.link(lang === 'nl' ? 'bob' : 'bo'));
      assert.ok(!page.url().includes('/q/'), 'the token is gone from the address');
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      await look();

      /* Not agreed: an error summary whose link leads to the box. */
      await press(page, say.start);
      assert.ok((await page.title()).startsWith(say.error));
      await look();
      await page.locator('#problems a').click();
      if (javaScriptEnabled) { assert.equal(await page.evaluate(() => document.activeElement.id), 'consent'); }
      await page.locator('#consent').check();
      await press(page, say.start);

      const expected = {};
      for (const theme of ['run-up', 'inside', 'funder', 'outcome']) {
        assert.ok(page.url().endsWith(`/theme/${theme}`));
        Object.assign(expected, await fill(page));
        await look();
        await press(page, say.next);
      }
      const text = 'Korte lijnen,\n“echt” <b>contact</b> & één doel';
      await page.locator('textarea').first().fill(text);
      await look();
      await press(page, say.next);

      assert.equal(await page.locator('#missing').count(), 0);
      await page.locator('summary').first().click();
      await look();
      await press(page, say.send);
      assert.equal(await heading(page), say.thanks);
      await look();
      quiet(page, served.address);

      const stored = (await served.responses())[lang === 'nl' ? 'bob' : 'bo'];
      assert.equal(Object.keys(expected).length, 31);
      assert.equal(stored.complete, true);
      assert.equal(stored.language, lang);
      for (const [id, value] of Object.entries(expected)) { assert.equal(stored.answers[id], value, id); }
      assert.equal(stored.answers.open_well, text);
      assert.ok(!served.log.includes(served.tokens.bob) && !served.log.includes('Korte'), 'the log has neither token nor answer');
    }));
  }

  test('the other language keeps what was typed, on every page', () => serving(() => {}, async (served) => {
    const page = await open(browser, { javaScriptEnabled: false });
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await press(page, 'English');
    assert.equal(await heading(page), 'The run-up');
    assert.ok(await isChosen(page, 'v1', 4));
    await press(page, words.en.next);
    for (const step of ['inside', 'funder', 'outcome']) {
      assert.ok(page.url().endsWith(step));
      await press(page, words.en.next);
    }
    await page.locator('textarea').nth(2).fill('halfway');
    await press(page, 'Nederlands');
    assert.equal(await heading(page), 'In je eigen woorden');
    assert.equal(await page.locator('textarea').nth(2).inputValue(), 'halfway');
    await press(page, words.nl.next);
    await press(page, 'English');
    assert.equal(await heading(page), 'Check and send');
  }));

  test('what is missing is pointed out and can be left', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 2);
    await press(page, words.nl.next);
    await choose(page, 's1', 2);
    for (let i = 0; i < 4; i++) { await press(page, words.nl.next); }
    assert.match(await page.locator('#missing h2').innerText(), /^29 uitspraken/);
    await sound(page);
    await page.locator('#missing a').nth(2).click();
    assert.ok(page.url().endsWith('/theme/inside#n1'));
    await choose(page, 'n1', 3);
    await press(page, words.nl.next);
    await page.goto(page.url().replace('theme/funder', 'check'));
    assert.match(await page.locator('#missing h2').innerText(), /^28 uitspraken/);
    /* Of a theme without any answer there is one link, to its page. */
    await page.locator('#missing a').last().click();
    assert.ok(page.url().endsWith('/theme/outcome'));
    await back(page);
    await press(page, words.nl.send);
    assert.equal(await heading(page), 'Bedankt');
  }));

  test('left and taken up in another browser', () => serving(() => {}, async (served) => {
    const phone = await open(browser, { size: 'phone' });
    await agree(phone, served.link('bob'));
    await choose(phone, 'v2', 5);
    await press(phone, words.nl.next);
    await choose(phone, 's1', 2);
    await press(phone, words.nl.later);
    assert.match(await phone.locator('main').innerText(), /opgeslagen[\s\S]*Begonnen/);
    await sound(phone);
    const desk = await open(browser, { size: 'desktop' });
    await desk.goto(served.link('bob'));
    assert.ok(desk.url().endsWith('/theme/inside'), desk.url());
    assert.ok(await isChosen(desk, 's1', 2));
  }));

  test('an answer is saved when it is given', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await page.getByText('Opgeslagen').waitFor();
    assert.equal((await served.responses()).bob.answers.v1, 4);
    /* Killed: what was confirmed is there. Meanwhile the next one isn't, and the page says so ... */
    await served.stop('SIGKILL');
    await choose(page, 'v2', 3);
    await page.getByText('Nog niet opgeslagen').waitFor();
    /* ... until it is. */
    await served.start();
    await page.getByText('Opgeslagen', { exact: true }).waitFor({ timeout: 20000 });
    const { answers } = (await served.responses()).bob;
    assert.deepEqual([answers.v1, answers.v2], [4, 3]);
  }));

  test('two tabs: neither undoes the other', () => serving(() => {}, async (served) => {
    const one = await open(browser, { javaScriptEnabled: false });
    await agree(one, served.link('bob'));
    const two = watch(await one.context().newPage());
    await two.goto(one.url());
    await choose(one, 'v1', 1);
    await press(one, words.nl.next);
    await choose(two, 'v2', 5);
    await press(two, words.nl.next);
    await one.goto(one.url().replace('inside', 'run-up'));
    assert.ok(await isChosen(one, 'v1', 1) && await isChosen(one, 'v2', 5));
    /* The same open answer in both: the last stands, and the other is shown. */
    const address = one.url().replace('theme/run-up', 'open');
    await one.goto(address);
    await two.goto(address);
    await one.locator('textarea').first().fill('from the first');
    await press(one, words.nl.next);
    await two.locator('textarea').first().fill('from the second');
    await press(two, words.nl.next);
    assert.equal(await two.locator('blockquote').innerText(), 'from the first');
    assert.equal(await two.locator('textarea').first().inputValue(), 'from the second');
    await two.locator('textarea').first().fill('from the first and the second');
    await press(two, words.nl.next);
    assert.equal((await served.responses()).bob.answers.open_well, 'from the first and the second');
  }));

  test('the back button, reload, and a double click', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await press(page, words.nl.next);
    await choose(page, 's1', 2);
    await back(page);
    assert.ok(await isChosen(page, 'v1', 4));
    await choose(page, 'v1', 5);
    await page.getByRole('button', { name: words.nl.next }).dblclick();
    await page.waitForLoadState('networkidle');
    await page.reload();
    await page.goto(page.url().replace(/theme\/.*/, 'theme/inside'));
    assert.ok(await isChosen(page, 's1', 2), 'typed before going back, never sent');
    assert.equal((await served.responses()).bob.answers.v1, 5);
    quiet(page, served.address);
  }));

  test('the session ends in the middle', () => serving(() => {}, async (served) => {
    const page = await open(browser, { javaScriptEnabled: false });
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await page.context().clearCookies();
    await press(page, words.nl.next);
    assert.equal(await heading(page), 'Samenwerken in de alliantie');
    assert.equal((await served.responses()).bob.answers.v1, 4);
    await page.context().clearCookies();
    await page.goto(`${served.address}form/nl/bob/open`);
    assert.match(await page.locator('main').innerText(), /open de persoonlijke link/);
  }));

  test('cookies switched off', () => serving(() => {}, async (served) => {
    const context = await launchWithoutCookies();
    try {
      const page = watch(await context.newPage());
      await agree(page, served.link('bob'));
      assert.ok(page.url().includes(served.tokens.bob));
      await choose(page, 'v1', 4);
      await press(page, words.nl.next);
      await press(page, 'English');
      await choose(page, 's1', 1);
      for (let i = 0; i < 4; i++) { await press(page, words.en.next); }
      await press(page, words.en.send);
      assert.equal(await heading(page), 'Thank you');
      assert.deepEqual(await context.cookies(), []);
    } finally {
      await context.close();
    }
    const { answers, complete } = (await served.responses()).bob;
    assert.deepEqual([answers.v1, answers.s1, complete], [4, 1, true]);
  }));

  test('closed, and not yet open', () => serving(() => {}, async (served) => {
    const page = await open(browser, { javaScriptEnabled: false });
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await served.stop();
    served.write((study) => { study.waves[0].closes = '2020-01-31'; });
    await served.start();
    await press(page, words.nl.next);
    assert.equal(await heading(page), 'De vragenlijst is gesloten');
    assert.match(await page.locator('main').innerText(), /tot en met 31 januari 2020/);
    await served.stop();
    served.write((study) => { study.waves[0].opens = '2999-01-02'; });
    await served.start();
    const later = await open(browser, {});
    await later.goto(served.link('bob'));
    assert.match(await later.locator('main').innerText(), /nog niet open[\s\S]*Vanaf 2 januari 2999/);
    await sound(later);
  }));

  test('one person in two alliances', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await page.goto(served.link('ann-2'));
    assert.deepEqual(await page.locator('h2').allInnerTexts(), ['Samen Sterk in Werk', 'Kleur in de Wijk']);
    await sound(page);
    await page.locator('.form-card a').first().click();
    await page.locator('#consent').check();
    await press(page, words.nl.start);
    await choose(page, 'v1', 1);
    for (let i = 0; i < 5; i++) { await press(page, words.nl.next); }
    await press(page, words.nl.send);
    await page.getByRole('link', { name: 'Al mijn vragenlijsten' }).first().click();
    assert.deepEqual(await page.locator('.form-state').allInnerTexts(), ['Verstuurd', 'Nog te doen']);
    const stored = await served.responses();
    assert.deepEqual([Object.keys(stored), stored['ann-1'].alliance], [['ann-1'], 'samen']);
  }));

  test('a successor begins empty; who left is told', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await page.goto(served.link('carl'));
    assert.equal(await heading(page), 'Iemand anders vult nu in');
    await sound(page);
    await agree(page, served.link('cleo'));
    assert.equal(await page.locator('input:checked').count(), 0);
  }));

  const withHolders = (study) => { study.waves[0].account_holders = 'account-holder'; };
  for (const size of ['phone', 'desktop']) {
    test(`an account holder gets their own statements and words: ${size}`, () => serving(withHolders, async (served) => {
      const page = await open(browser, { size });
      await page.goto(served.link('hans'));
      assert.equal(await heading(page), 'Vragenlijst voor accounthouders');
      assert.match(await page.locator('main').innerText(), /26 uitspraken en 3 open vragen/);
      await sound(page);
      await agree(page, served.link('hans'));
      await press(page, words.nl.next);
      assert.equal(await heading(page), 'Samenwerken met deze alliantie');
      assert.match(await page.locator('#w1 legend').innerText(), /Wij denken als partner met deze alliantie mee/);
      await sound(page);
      await choose(page, 'w1', 4);
      await press(page, words.nl.next);
      assert.equal((await served.responses()).hans.answers.w1, 4);
      const partner = await open(browser, { size });
      await agree(partner, served.link('bob'));
      assert.equal(await partner.locator('#h1').count(), 0);
    }));
  }

  test('who is not asked this time is told so', () => serving(withHolders, async (served) => {
    const link = served.link('hans');
    await served.stop();
    served.write(() => {});
    await served.start();
    const page = await open(browser, {});
    await page.goto(link);
    assert.equal(await heading(page), 'Aan jou wordt deze keer niets gevraagd');
    await sound(page);
  }));

  test('a story is told first, and consent is given after it', () => serving((study) => {
    study.waves[0].questionnaire = 'most-significant-change';
  }, async (served) => {
    const page = await open(browser, { size: 'phone' });
    await agree(page, served.link('bob'));
    assert.equal(await heading(page), 'In je eigen woorden');
    assert.equal(await page.locator('textarea').count(), 5);
    await page.locator('textarea').nth(0).fill('De deur ging open');
    await sound(page);
    await press(page, words.nl.next);
    assert.equal(await page.locator('input[type=radio]').count(), 4);
    await sound(page);
    await choose(page, 'consent_report', 2);
    await press(page, words.nl.next);
    assert.match(await page.locator('main').innerText(), /Het telt dan als nee/);
    await press(page, words.nl.send);
    const stored = await served.responses();
    assert.deepEqual(stored.bob.answers, { consent_report: 2, consent_funder: null, story_title: 'De deur ging open' });
  }));

  test('two people of one organisation at once', () => serving(() => {}, async (served) => {
    const pages = await Promise.all(['bob', 'bo'].map(async (who) => {
      const page = await open(browser, { javaScriptEnabled: false });
      await agree(page, served.link(who), who === 'bob' ? 'nl' : 'en');
      return page;
    }));
    await choose(pages[0], 'v1', 1);
    await choose(pages[1], 'v1', 5);
    await Promise.all([press(pages[0], words.nl.next), press(pages[1], words.en.next)]);
    const stored = await served.responses();
    assert.deepEqual([stored.bob.answers.v1, stored.bo.answers.v1], [1, 5]);
  }));

  test('taken back: one answer, and all of them', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await press(page, words.nl.next);
    await back(page);
    await page.reload();
    await sound(page);
    await press(page, 'Antwoord wissen');
    assert.equal(await page.locator('input:checked').count(), 0);
    assert.ok(page.url().endsWith('#v1'));
    await page.getByRole('link', { name: 'Mijn antwoorden intrekken' }).click();
    await sound(page);
    await press(page, 'Wis al mijn antwoorden');
    assert.match(await page.locator('main').innerText(), /niets van jou opgeslagen/);
    await page.goto(served.link('bob'));
    assert.equal(await page.locator('#consent').count(), 1);
  }));

  test('with the keyboard alone', () => serving(() => {}, async (served) => {
    const page = await open(browser, { size: 'desktop' });
    const focused = () => page.evaluate(() => {
      const element = document.activeElement;
      const shown = element.closest('.form-option') ?? element;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      return { what: element.id || element.textContent.trim(), ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
    });
    const tab = async (what) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        const now = await focused();
        assert.ok(now.ring, `focus can't be seen on ${now.what}`);
        if (now.what === what) { return; }
      }
      assert.fail(`never came to ${what}`);
    };
    await page.goto(served.link('bob'));
    await page.keyboard.press('Tab');
    assert.equal((await focused()).what, 'Naar de inhoud');
    await page.keyboard.press('Enter');
    await tab('consent');
    await page.keyboard.press('Space');
    await tab('Begin');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/theme/run-up');
    await tab('a.v1.1');
    for (const key of ['ArrowRight', 'ArrowRight']) { await page.keyboard.press(key); }
    await tab('a.v2.1');
    await page.keyboard.press('Space');
    /* Enter in an answer sends the page, and not the language switch above it. */
    await page.keyboard.press('Enter');
    await page.waitForURL('**/nl/bob/theme/inside');
    const { answers } = (await served.responses()).bob;
    assert.deepEqual([answers.v1, answers.v2], [3, 1]);
  }));

  test('enlarged: the page twice, and the letters alone twice', () => serving(() => {}, async (served) => {
    const context = await browser.newContext({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
    const page = watch(await context.newPage());
    await agree(page, served.link('bob'));
    await sound(page);
    const narrow = await open(browser, { size: 'small' });
    await narrow.goto(served.link('bob'));
    for (const step of ['intro', 'theme/inside', 'open', 'check']) {
      await narrow.goto(`${served.address}form/nl/bob/${step}`);
      await narrow.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      assert.ok(await sideways(narrow) <= 0, `${step} scrolls sideways`);
    }
  }));

  test('printed', () => serving(() => {}, async (served) => {
    const page = await open(browser, { size: 'desktop' });
    await agree(page, served.link('bob'));
    await choose(page, 'v1', 4);
    await press(page, words.nl.next);
    await page.goto(`${served.address}form/nl/bob/check`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible').count(), 0);
    assert.ok((await page.pdf({ format: 'A4' })).length > 10000);
  }));

  test('without a link, and with somebody else’s', () => serving(() => {}, async (served) => {
    const page = await open(browser, {});
    for (const path of ['', 'form/nl/bob/intro', 'q/aaaaaaaaaaaaaaaaaaaaaaaaaa', 'nothing']) {
      await page.goto(served.address + path);
      assert.ok((await page.locator('main').innerText()).length > 40);
      await sound(page);
    }
    await page.goto(served.link('bob'));
    await page.goto(`${served.address}form/nl/cleo/intro`);
    assert.match(await page.locator('main').innerText(), /niet van jou/);
    quiet(page, served.address);
  }));
});
