import { findAccount } from '../../domain/accounts/queries.ts';
import { presentNotice } from '../../domain/conversations/notices.ts';
import { visibleAmong } from '../../domain/conversations/visible-ids.ts';
import { parseTranscript } from '../../domain/transcripts/parse-transcript.ts';
import { transcriptLines } from '../../domain/transcripts/stored-transcript.ts';
import type { IntakeRefusal } from '../../intake/intake-fault.ts';
import { faultSentence } from '../../intake/sentences/fault-sentence.ts';
import { app } from '../../intake/sentences/wording.ts';
import { takeIn } from '../../intake/take-in.ts';
import { answerOf } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './handler.ts';
import { presentNotices } from './present-notice.ts';

/** Pasted text has no name, so its form alone tells what it is. */
const pastedName = 'Pasted transcript.txt';
const linesShown = 12;
const speakersShown = 100;

export const previewTranscript: Handler<'previewTranscript'> = async ({ body }) => {
  const source = { name: pastedName, bytes: Buffer.from(body.text) };
  const parsed = parseTranscript(source, { format: body.format });
  if (parsed.kind === 'refused') throw unreadable(parsed);
  const lines = transcriptLines(parsed.transcript);
  const { title = null, company = null, date = null, language = null } = parsed.header;
  const counts = new Map<string | null, number>();
  for (const { speakerName } of lines) counts.set(speakerName, (counts.get(speakerName) ?? 0) + 1);
  return {
    answer: answerOf({
      format: parsed.format,
      line_count: lines.length,
      duration_seconds: parsed.durationSeconds === null ? null : Math.round(parsed.durationSeconds),
      speakers: [...counts].slice(0, speakersShown).map(([name, count]) => ({ name, line_count: count })),
      first_lines: lines.slice(0, linesShown).map(({ speakerName, start, text }) => ({
        speaker_name: speakerName,
        start_seconds: start,
        text,
      })),
      notices: presentNotices(parsed.notices.map(presentNotice)),
      title,
      company,
      date,
      language,
    }),
  };
};

export const pasteTranscript: Handler<'pasteTranscript'> = async ({ context, caller, body }) => {
  const { viewer, user } = caller.session;
  const account = await findAccount(context.pool, viewer.accountId);
  if (!account) throw new Error('A session without an account');
  const { text, format, ...told } = body;
  const source = { name: pastedName, content: Buffer.from(text) };
  const wishes = { details: { ...told, userEmail: user.email }, reading: { format } };
  let outcome = await takeIn(context.intake, account, source, wishes);
  // Nobody learns that another person has the same words.
  if (
    outcome.kind === 'already_here' &&
    !(await visibleAmong(context.pool, viewer, [outcome.id])).has(outcome.id)
  )
    outcome = await takeIn(context.intake, account, source, { ...wishes, again: true });
  if (outcome.kind === 'refused') throw unreadable(outcome);
  const isNew = outcome.kind === 'accepted';
  const notices = presentNotices(outcome.kind === 'accepted' ? outcome.notices.map(presentNotice) : []);
  const answer = answerOf({ conversation_id: outcome.id, already_here: !isNew, notices });
  return isNew ? { status: 201, answer } : { status: 200, answer };
};

/** A refusal may quote the text. */
const longest = 900;

function unreadable({ kind: _, ...fault }: IntakeRefusal): ApiError {
  const sentence = faultSentence(fault, app).replaceAll('\u0000', '\ufffd').slice(0, longest).toWellFormed();
  const isOfServer = fault.code === 'disk_full' || fault.code === 'storage_failed';
  return new ApiError(isOfServer ? 503 : 422, sentence);
}
