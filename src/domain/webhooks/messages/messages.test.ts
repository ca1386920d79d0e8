import { expect, test } from 'vitest';
import { type CallMessage, readCallMessage } from './call-message.ts';
import { mailMessage } from './mail-message.ts';
import { slackMessage } from './slack-message.ts';
import { teamsMessage } from './teams-message.ts';

const message: CallMessage = {
  title: 'Discovery call – Acme',
  summary: 'Customer requested pricing.',
  actionItems: ['Send the offer (Erik, due 2026-06-05)', 'Call back'],
  furtherItems: 2,
  link: 'https://calls.example.com/c/1?a=1&b=2',
};
const bare: CallMessage = { ...message, summary: null, actionItems: [], furtherItems: 0, link: null };

const content = (conversation: object, insights: object[] | null) => ({
  conversation: JSON.stringify({ id: 'c1', title: 'Call', summary: null, user: null, ...conversation }),
  insights: insights && JSON.stringify(insights),
  transcript: null,
  transcriptBytes: null,
  recordingId: null,
});
const item = (text: string, more: object = {}) => ({ type: 'action_item', title: '', text, ...more });

test('a message has the action items with whose they are, and nothing of the other findings', () => {
  const insights = [
    item('Send the offer', { owner: 'Erik', due_date: '2026-06-05' }),
    { type: 'pricing', title: 'Price', text: 'The price was asked for.' },
    item('Call\r\n back', { owner: null, due_date: null }),
  ];
  const user = { name: 'Erik', email: 'erik@example.com' };
  expect(readCallMessage(content({ summary: 'Short.', user }, insights), 'https://m.example')).toEqual({
    message: {
      title: 'Call',
      summary: 'Short.',
      actionItems: ['Send the offer (Erik, due 2026-06-05)', 'Call back'],
      furtherItems: 0,
      link: 'https://m.example/conversations/c1',
    },
    owner: user,
  });
});

test('what was not analysed has neither', () => {
  expect(readCallMessage(content({}, null), null)).toMatchObject({
    message: { summary: null, actionItems: [], furtherItems: 0 },
    owner: null,
  });
});

test('long texts end with an ellipsis at a whole character, many items with their number', () => {
  const long = '😀'.repeat(5_000);
  const items = Array.from({ length: 14 }, () => item(long, { owner: long }));
  const { message: read } = readCallMessage(content({ title: long, summary: long }, items), null);
  expect([[...read.title].length, [...(read.summary ?? '')].length]).toEqual([140, 600]);
  expect(read.title).toMatch(/^(😀)+…$/u);
  expect([read.actionItems.length, read.furtherItems]).toEqual([10, 4]);
  for (const body of [slackMessage(read), teamsMessage(read)]) {
    expect(body.toString().isWellFormed()).toBe(true);
    // Teams takes 28 KB.
    expect(body.length).toBeLessThan(28_000);
  }
  const { blocks } = JSON.parse(slackMessage(read).toString());
  for (const { text } of blocks) expect(text.text.length).toBeLessThanOrEqual(3_000);
});

test.each(['&', '😀', 'a'])('Slack: a header of %s alone is no longer than it takes', (character) => {
  const { blocks } = JSON.parse(slackMessage({ ...message, title: character.repeat(140) }).toString());
  const { text } = blocks[0].text;
  expect(text.length).toBeLessThanOrEqual(150);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(character === 'a' ? /^a{140}$/ : /^(&amp;|😀)+…$/u);
});

const sneaky = '<!channel> & <https://evil.example|here> *bold* _it_ [x](https://evil.example) <at>all</at>';
const escapedForSlack =
  '&lt;!channel&gt; &amp; &lt;https://evil.example|here&gt; *bold* _it_ [x](https://evil.example) &lt;at&gt;all&lt;/at&gt;';

test('Slack: words stand in plain text, and its three characters are escaped', () => {
  const told = { ...message, title: sneaky, summary: sneaky, actionItems: [sneaky] };
  const { text, blocks } = JSON.parse(slackMessage(told).toString());
  expect(text).toBe(escapedForSlack);
  expect(blocks).toEqual([
    { type: 'header', text: { type: 'plain_text', text: escapedForSlack, emoji: false } },
    { type: 'section', text: { type: 'plain_text', text: escapedForSlack, emoji: false } },
    ...['Action items:', `• ${escapedForSlack}`, '… and 2 more.'].map((text) => ({
      type: 'section',
      text: { type: 'plain_text', text, emoji: false },
    })),
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '<https://calls.example.com/c/1?a=1&amp;b=2|Open the conversation>',
      },
    },
  ]);
});

test('Teams: an Adaptive Card whose words stand in text runs', () => {
  const told = { ...message, title: sneaky, summary: sneaky, actionItems: [sneaky] };
  const { type, attachments } = JSON.parse(teamsMessage(told).toString());
  expect([type, attachments.length, attachments[0].contentType]).toEqual([
    'message',
    1,
    'application/vnd.microsoft.card.adaptive',
  ]);
  const { body, actions, ...card } = attachments[0].content;
  expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.2' });
  const runs = body.map((block: { type: string; inlines: { type: string; text: string }[] }) => {
    expect([block.type, block.inlines.length, block.inlines[0]?.type]).toEqual([
      'RichTextBlock',
      1,
      'TextRun',
    ]);
    return block.inlines[0]?.text;
  });
  expect(runs).toEqual([sneaky, sneaky, 'Action items', `• ${sneaky}`, '… and 2 more.']);
  expect(actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open the conversation', url: message.link }]);
});

test('mail: words are escaped in HTML, and whole in the text', () => {
  const words = `<script>alert("1")</script> & 'so on'`;
  const told = { ...message, title: words, summary: words, actionItems: [words] };
  const { subject, text, html } = mailMessage(told);
  expect(subject).toBe(words);
  expect(text).toBe(
    `${words}\n\n${words}\n\nAction items:\n- ${words}\n… and 2 more.\n\n` +
      'Open the conversation: https://calls.example.com/c/1?a=1&b=2\n\n' +
      'Sent by Meetric after the conversation was processed.\n',
  );
  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so on&#39;';
  expect(html.split(escaped)).toHaveLength(4);
  expect(html).not.toContain('<script>');
  expect(html).toContain('<a href="https://calls.example.com/c/1?a=1&amp;b=2">');
});

test('what is not there is left out or said', () => {
  const missing = 'There is no summary: the conversation could not be analysed.';
  const bodies = [slackMessage(bare), teamsMessage(bare), mailMessage(bare).text, mailMessage(bare).html];
  for (const body of bodies.map(String)) {
    expect(body).toContain(missing);
    expect(body).not.toMatch(/Action items|Open the conversation|more\./);
  }
});

test('a text without words is no block that Slack refuses', () => {
  const { blocks } = JSON.parse(slackMessage({ ...bare, title: '', summary: '' }).toString());
  for (const { text } of blocks) expect(text.text).not.toBe('');
});
