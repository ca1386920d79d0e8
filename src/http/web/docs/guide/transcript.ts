import { exampleToken } from '../../../../../contract/reference/curl.ts';
import { type Html, html } from '../../html.ts';
import { codeBlock, jsonBlock } from '../code-block.ts';
import { exampleId, exampleMeta } from '../examples.ts';
import { aside, heading, pair } from '../prose.ts';
import type { Site } from '../site.ts';

const answer = {
  conversation_id: exampleId,
  transcript: {
    sentences: [
      { speaker_name: 'Erik Lindstrom', start: 0.84, end: 3.14, text: 'Thanks for joining today.' },
    ],
  },
  _meta: exampleMeta,
};

export function transcript({ reference: { baseUrl } }: Site): Html {
  return html`${heading(3, 'GET /rest/conversations/:id/transcript')}
${pair(
  html`<p>The transcript of one conversation, exactly as stored. It needs the scope <code>transcripts</code>, and the conversation counts toward the daily quota.</p>
<p><code>sentences</code> have a speaker, a text, and times in seconds from the start. <code>messages</code> have a speaker and a text. A transcript may hold further properties of its source, and a speaker may be missing, so read leniently here.</p>
<p>While the conversation is still being processed, the answer is 404 with <code>Transcript is not available yet</code>.</p>`,
  [
    codeBlock({
      title: 'Request',
      language: 'bash',
      text: `curl -X GET "${baseUrl}/conversations/${exampleId}/transcript" \\\n  -H "Authorization: Bearer ${exampleToken}"`,
    }),
    jsonBlock('Response', answer, '#/components/schemas/TranscriptResponse'),
  ],
)}
${aside('Tip', html`<p>Transcript shape follows stored <code>transcript_data</code>. Some sources use <code>sentences</code>, others use <code>messages</code>. You can also use <code>GET /rest/conversations/:id?include_transcript=true</code> to embed transcript in conversation detail.</p>`)}`;
}
