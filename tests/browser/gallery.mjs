/* Pictures of the form for the documentation: gallery.mjs PROGRAM FOLDER */
import { join } from 'node:path';

process.env.SAMENSCAN = process.argv[2];
const { launch, open } = await import('./browser.mjs');
const { Served } = await import('./study.mjs');
const folder = process.argv[3];
const served = await new Served((study) => {
  study.waves[0].closes = new Date(Date.now() + 21 * 86400000).toISOString().slice(0, 10);
  study.waves[0].opens = '2020-01-01';
}).start();
const browser = await launch();
const start = async (size, who, name) => {
  const page = await open(browser, { size });
  await page.goto(served.link(who));
  await page.locator('#consent').check();
  await page.getByRole('button', { name, exact: true }).click();
  return page;
};
const picture = (page, name, options) => page.screenshot({ path: join(folder, `form-${name}.png`), ...options });
try {
  const phone = await start('phone', 'bob', 'Begin');
  await phone.goto(`${served.address}form/nl/bob/theme/inside`);
  for (const [item, value] of [['s1', 4], ['f1', 2], ['n1', 'dk']]) { await phone.locator(`input[name="a.${item}"][value="${value}"]`).check(); }
  await phone.getByText('Opgeslagen').waitFor();
  await phone.evaluate(() => scrollTo(0, 0));
  await picture(phone, 'statements');
  const desk = await start('desktop', 'bo', 'Start');
  await desk.goto(`${served.address}form/en/bo/intro`);
  await picture(desk, 'introduction');
  for (const theme of ['run-up', 'inside', 'funder', 'outcome']) {
    await phone.goto(`${served.address}form/nl/bob/theme/${theme}`);
    for (const [i, one] of (await phone.locator('fieldset').all()).entries()) {
      if (theme !== 'funder' || i !== 1) { await one.locator('input').nth((i * 3) % 5).check(); }
    }
    await phone.getByRole('button', { name: 'Opslaan en verder' }).click();
  }
  await phone.goto(`${served.address}form/nl/bob/check`);
  await picture(phone, 'check');
  await phone.goto(served.link('ann-1'));
  await picture(phone, 'overview', { clip: { x: 0, y: 0, width: 390, height: 640 } });
} finally {
  await browser.close();
  await served.remove();
}
