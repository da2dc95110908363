/* The evaluator's monitor in a real browser, against the real program. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { launch, open, quiet, sideways, sound } from './browser.mjs';
import { Served, program } from './study.mjs';

const password = 'correct horse battery';
const words = {
  nl: { in: 'Inloggen', out: 'Uitloggen', wrong: 'Dit wachtwoord klopt niet', heading: 'Allianties in de stad', error: 'Fout: ' },
  en: { in: 'Log in', out: 'Log out', wrong: 'This password is not right', heading: 'Alliances in the city', error: 'Error: ' },
};
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const heading = (page) => page.locator('h1').innerText();

async function serving(run) {
  const served = new Served();
  execFileSync(program, ['serve', served.study, '--password', '--quiet'], { input: `${password}\n` });
  await served.start();
  try {
    await run(served);
  } finally {
    await served.remove();
  }
}

/* Ann answers in her first alliance, over the JSON API. */
async function answer(served, respondent, complete) {
  const reply = await fetch(`${served.address}api/v1/responses`, {
    method: 'POST', headers: { Authorization: `Bearer ${served.tokens[respondent]}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ language: 'nl', complete, answers: { s1: 4, s2: 2, open_well: 'een geheim antwoord' } }),
  });
  assert.ok(reply.ok, await reply.text());
}

async function logIn(page, served, lang, text = password) {
  await page.goto(`${served.address}monitor/${lang}`);
  await page.locator('#password').fill(text);
  await press(page, words[lang].in);
}

describe('the monitor', { concurrency: 1 }, () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser.close(); });

  for (const [lang, size] of [['nl', 'small'], ['en', 'phone'], ['nl', 'desktop'], ['en', 'desktop']]) {
    const say = words[lang];
    test(`in, looking around, out: ${lang}, ${size}`, () => serving(async (served) => {
      await answer(served, 'bob', true);
      await answer(served, 'ann-1', false);
      const page = await open(browser, { size });
      await page.goto(`${served.address}monitor`);
      await page.goto(`${served.address}monitor/${lang}`);
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      await sound(page);
      await logIn(page, served, lang, 'not the password');
      assert.ok((await page.content()).includes(say.wrong));
      assert.ok((await page.title()).startsWith(say.error));
      await sound(page);
      await logIn(page, served, lang);
      assert.equal(await heading(page), say.heading);
      await sound(page);
      for (const part of await page.locator('summary').all()) { await part.click(); }
      await sound(page);
      const text = await page.locator('body').innerText();
      assert.ok(!(await page.content()).includes('geheim'), 'never an answer');
      assert.match(text, /Samen Sterk in Werk/);
      const row = page.getByRole('row', { name: /Samen Sterk in Werk/ });
      assert.match(await row.innerText(), /3[\s\S]*2[\s\S]*1/);
      const waiting = await page.locator('.monitor-people').allInnerTexts();
      assert.ok(waiting.join().includes('ann-1') && !waiting.join().includes('bob,'), 'who still has to answer');
      /* The other language is the same page, and nobody has to log in again. */
      await page.locator('.form-switch').click();
      assert.equal(await heading(page), words[lang === 'nl' ? 'en' : 'nl'].heading);
      await press(page, words[lang === 'nl' ? 'en' : 'nl'].out);
      assert.equal(await page.locator('#password').count(), 1);
      await page.goBack();
      await page.reload();
      assert.equal(await page.locator('#password').count(), 1, 'out is out, also with the back button');
      quiet(page, served.address);
      await page.context().close();
    }));
  }

  test('with the keyboard alone', () => serving(async (served) => {
    const page = await open(browser, { size: 'desktop' });
    await page.goto(`${served.address}monitor/nl`);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.monitor-table');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className.includes('skip-link')), true);
    await page.context().close();
  }));

  test('guessing is held back, also with the right password', () => serving(async (served) => {
    const page = await open(browser);
    let status = 0;
    for (let i = 0; i < 30 && status !== 429; i++) {
      await page.goto(`${served.address}monitor/nl`);
      await page.locator('#password').fill(`guess ${i}`);
      const [reply] = await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST'), press(page, 'Inloggen')]);
      status = reply.status();
    }
    assert.equal(status, 429);
    await sound(page);
    await page.context().close();
  }));

  test('a session that is over asks again, and a personal link opens nothing', () => serving(async (served) => {
    const page = await open(browser);
    await page.goto(served.link('bob'));
    await page.goto(`${served.address}monitor/nl`);
    assert.equal(await page.locator('#password').count(), 1);
    await logIn(page, served, 'nl');
    assert.equal(await page.locator('#password').count(), 0);
    /* Another password ends every session. */
    execFileSync(program, ['serve', served.study, '--password', '--quiet'], { input: 'another password\n' });
    await page.reload();
    assert.equal(await page.locator('#password').count(), 1);
    await page.context().close();
  }));

  test('on paper nothing is cut off', () => serving(async (served) => {
    await answer(served, 'bob', true);
    const page = await open(browser, { size: 'desktop' });
    await logIn(page, served, 'nl');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 720, height: 1000 }); /* A4 with margins */
    assert.equal(await sideways(page), 0);
    assert.equal(await page.getByRole('button', { name: 'Uitloggen' }).isVisible(), false);
    await page.context().close();
  }));
});
