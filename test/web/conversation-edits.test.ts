import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { appCall, type Session, signInAs } from '../support/app-client.ts';
import { keepRecording } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { launchBrowser } from './support/browser.ts';
import { openConversation, row } from './support/open-conversation.ts';
import { addCompleted, addSpokenCall } from './support/page-conversations.ts';

let world: World;
let browser: Browser;
let session: Session;
let id: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  session = await signInAs(world.server, { userId: world.people.erik.id, role: 'owner' });
});
beforeEach(async () => {
  id = await addCompleted(world, threeSpeakers, { title: 'Who said what', userId: world.people.erik.id });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const threeSpeakers = {
  uncertain_speakers: ['Speaker 2'],
  sentences: ['Speaker 1', 'Speaker 2', 'Speaker 2', 'Speaker 1', 'Speaker 3', 'Speaker 2'].map(
    (speaker, place) => ({
      speaker_name: speaker,
      start: place * 4,
      end: place * 4 + 3,
      text: `This is sentence ${place} of the talk.`,
    }),
  ),
};

const open = (which = id) => openConversation(browser, { url: world.server.url, session, id: which });

const transcriptSchema = z.object({
  speakers: z.array(z.object({ name: z.string() })),
  sentences: z.array(z.object({ speaker: z.number(), text: z.string() })),
});

/** The server’s transcript: speaker and words, sentence by sentence. */
async function stored(): Promise<string[]> {
  const { body } = await appCall(world.server, session, `/conversations/${id}/transcript`);
  const { speakers, sentences } = transcriptSchema.parse(body);
  return sentences.map(({ speaker, text }) => `${speakers[speaker]?.name}: ${text}`);
}

const speakersStored = async (): Promise<string> =>
  (await stored()).map((line) => line.split(':', 1)[0]?.replace('Speaker ', '')).join(' ');

const undo = (page: Page): Promise<void> => page.getByRole('button', { name: 'Undo' }).last().click();

/** The names at the beginnings of turns, from above. */
const turns = (page: Page): Promise<string> =>
  page
    .locator('[data-turn] bdi')
    .allInnerTexts()
    .then((names) => names.join(' ').replaceAll('Speaker ', ''));

test('a sentence is edited in its place, stays after a reload, and is undone', async () => {
  const { page, close } = await open();
  await row(page, 1).hover();
  await row(page, 1).getByRole('button', { name: 'Edit the sentence' }).click();
  await page.getByRole('textbox', { name: 'Edit the sentence' }).fill('Now it says 40 euros.');
  await page.keyboard.press('Enter');
  await row(page, 1).getByText('Now it says 40 euros.').waitFor();
  await page.getByText('Saved. The analysis is made anew.').waitFor();
  expect((await stored())[1]).toBe('Speaker 2: Now it says 40 euros.');
  await undo(page);
  await row(page, 1).getByText('This is sentence 1 of the talk.').waitFor();
  await expect.poll(stored).toContain('Speaker 2: This is sentence 1 of the talk.');
  await row(page, 2).hover();
  await row(page, 2).getByRole('button', { name: 'Edit the sentence' }).click();
  await page.getByRole('textbox', { name: 'Edit the sentence' }).fill('This stays.');
  await page.keyboard.press('Enter');
  await page.getByText('Saved. The analysis is made anew.').first().waitFor();
  await page.reload();
  await row(page, 2).getByText('This stays.').waitFor();
  await row(page, 2).getByText('edited').waitFor();
  await close();
});

test('where somebody else was quicker, both texts are shown and one is chosen', async () => {
  const { page, close } = await open();
  await row(page, 3).hover();
  await row(page, 3).getByRole('button', { name: 'Edit the sentence' }).click();
  const edited = await appCall(world.server, session, `/conversations/${id}/transcript/sentences/3`, {
    method: 'PATCH',
    body: JSON.stringify({ revision: 1, text: 'The words of a colleague.' }),
    headers: { 'content-type': 'application/json' },
  });
  expect(edited.status).toBe(200);
  await page.getByRole('textbox', { name: 'Edit the sentence' }).fill('My own words.');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Somebody else changed this sentence' });
  await dialog.getByText('The words of a colleague.').waitFor();
  await dialog.getByText('My own words.').waitFor();
  await dialog.getByRole('button', { name: 'Take mine' }).click();
  await expect.poll(stored).toContain('Speaker 1: My own words.');
  await close();
});

test('without a connection the words before are shown, and those that were typed are kept', async () => {
  const { page, faults } = await open();
  await row(page, 0).hover();
  await row(page, 0).getByRole('button', { name: 'Edit the sentence' }).click();
  const editor = page.getByRole('textbox', { name: 'Edit the sentence' });
  await editor.fill('Typed on a train.');
  await page.context().setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByText('The server can not be reached').first().waitFor();
  await expect.poll(() => editor.inputValue()).toBe('Typed on a train.');
  await page.keyboard.press('Escape');
  await row(page, 0).getByText('This is sentence 0 of the talk.').waitFor();
  // The browser tells of each call that finds no way.
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await page.context().close();
});

test('a speaker is renamed everywhere, is certain then, and the old name comes back', async () => {
  const { page, close } = await open();
  await page.locator('[data-uncertain]').first().waitFor();
  await row(page, 1).getByRole('button', { name: 'Speaker 2' }).click();
  await page.getByRole('combobox', { name: 'Who is Speaker 2?' }).fill('Jane');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => turns(page)).toBe('1 Jane 1 3 Jane');
  expect(await page.locator('[data-uncertain]').count()).toBe(0);
  await page.getByText('Speaker 2 is now Jane').waitFor();
  expect(await speakersStored()).toBe('1 Jane Jane 1 3 Jane');
  await undo(page);
  await expect.poll(speakersStored).toBe('1 2 2 1 3 2');
  await expect.poll(() => turns(page)).toBe('1 2 1 3 2');
  await close();
});

test('a speaker is said to be a colleague', async () => {
  const { page, close } = await open();
  await row(page, 0).getByRole('button', { name: 'Speaker 1' }).click();
  await page.getByRole('combobox', { name: 'Who is Speaker 1?' }).fill('Anna');
  await page.getByRole('option', { name: 'Anna Berg' }).click();
  await page.getByText('Anna Berg says 2 sentences from now on.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => turns(page)).toBe('Anna Berg 2 Anna Berg 3 2');
  await page.getByRole('link', { name: 'anna@example.com' }).waitFor();
  await close();
});

test('sentences go to another speaker or a new one, and come back', async () => {
  const { page, close } = await open();
  await row(page, 1).hover();
  await row(page, 1).getByRole('button', { name: 'Another speaker' }).click();
  await page.getByRole('textbox', { name: 'Who said it?' }).fill('Zoe');
  await page.getByLabel('The whole turn (2 sentences)').check();
  await page.getByRole('button', { name: 'Give' }).click();
  await expect.poll(() => turns(page)).toBe('1 Zoe 1 3 2');
  await expect.poll(speakersStored).toBe('1 Zoe Zoe 1 3 2');
  await page.getByText('2 sentences given to Zoe').waitFor();
  await undo(page);
  await expect.poll(speakersStored).toBe('1 2 2 1 3 2');
  await row(page, 2).locator('[data-words]').click();
  await row(page, 4)
    .locator('[data-words]')
    .click({ modifiers: ['Shift'] });
  await page.getByText('3 chosen').waitFor();
  await page.getByText('3 chosen').locator('..').getByRole('button', { name: 'Another speaker' }).click();
  await page.getByRole('dialog').getByText('Speaker 1', { exact: true }).click();
  await page.getByRole('button', { name: 'Give' }).click();
  await expect.poll(speakersStored).toBe('1 2 1 1 1 2');
  await close();
});

test('two speakers who are one person are merged, and told apart again', async () => {
  const { page, close } = await open();
  await row(page, 4).getByRole('button', { name: 'Speaker 3' }).click();
  await page.getByRole('combobox', { name: 'Who is Speaker 3?' }).fill('Speaker 1');
  await page.getByText('Speaker 3 and Speaker 1 are one person: 1 sentence goes to Speaker 1.').waitFor();
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect.poll(() => turns(page)).toBe('1 2 1 2');
  await expect.poll(speakersStored).toBe('1 2 2 1 1 2');
  await page.getByText('Speaker 3 is now part of Speaker 1').waitFor();
  await undo(page);
  await expect.poll(speakersStored).toBe('1 2 2 1 3 2');
  await close();
});

test('an action item is ticked off, title and participants change, a deletion is undone', async () => {
  const call = await addSpokenCall(world);
  const { page, close } = await open(call);
  const item = page.getByRole('checkbox', { name: /^Done: / }).first();
  await item.click();
  await expect.poll(() => item.isChecked()).toBe(true);
  await page.getByText('Done', { exact: true }).waitFor();
  await page.reload();
  await expect.poll(() => item.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit details' }).click();
  await page.getByLabel('Title').fill('Another title');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Another title' }).waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Name').fill('Nora New');
  await page.getByLabel('Phone').fill('+46 70 123 45 67');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: '+46 70 123 45 67' }).waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('“Another title” is deleted').waitFor();
  await expect
    .poll(async () => (await appCall(world.server, session, `/conversations/${call}`)).status)
    .toBe(404);
  await page.getByRole('main').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { level: 1, name: 'Another title' }).waitFor();
  await expect
    .poll(async () => (await appCall(world.server, session, `/conversations/${call}`)).status)
    .toBe(200);
  await close();
});

test('hostile text is text in every field, and nothing of it runs', async () => {
  const evil = '<img src=x onerror="window.ran = true"><script>window.ran = true</script>';
  const recording = await keepRecording(world, world.server.accountId);
  const hostile = await addCompleted(
    world,
    { sentences: [{ speaker_name: evil, start: 0, end: 1, text: evil }] },
    {
      title: evil,
      company: evil,
      conversationType: evil,
      participants: [{ name: evil, email: `"><img src=x onerror=ran()>@x.example`, role: evil }],
      recording,
    },
  );
  const { page, close } = await open(hostile);
  await row(page, 0).getByText(evil).first().waitFor();
  await page.getByRole('heading', { level: 1, name: evil }).waitFor();
  await row(page, 0).getByRole('button', { name: evil }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('<img');
  await page.getByText('1 of 1').waitFor();
  expect(await page.evaluate('[window.ran ?? false, document.querySelectorAll("main img").length]')).toEqual([
    false,
    0,
  ]);
  await close();
});
