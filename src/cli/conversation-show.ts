import { appendAudit, operator } from '../domain/audit/audit-log.ts';
import { findAnalysis } from '../domain/conversations/analysis-store.ts';
import { type ConversationDetails, findForOperator } from '../domain/conversations/operator-reads.ts';
import { unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../domain/conversations/store.ts';
import {
  type StoredTranscript,
  type TranscriptLine,
  transcriptLines,
  transcriptSpeakers,
} from '../domain/transcripts/stored-transcript.ts';
import type { Card } from '../http/partner/present-conversation.ts';
import { analysisSentences, failureSentence } from '../intake/sentences/fault-sentence.ts';
import { currentStep } from '../jobs/queue.ts';
import { namedConversation } from './conversation-id.ts';
import { noticeSentences } from './notice-lines.ts';
import { printResult } from './output.ts';
import { shortened, spokenLength, toTheSecond } from './plain-text.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from './session.ts';

interface Shown {
  details: ConversationDetails;
  card: Card;
  transcript: { sentences: number; speakers: string[]; firstLines: TranscriptLine[] } | null;
  step: { kind: string; progress: number } | null;
  /** The analysis's own notice, such as that another analyser did the work. */
  analysisNotice: string | null;
}

const linesShown = 5;
const lineWidth = 100;

export function runShow(text: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const named = await namedConversation(session, text);
    if (named.kind === 'fault') throw new CommandFault(named.message);
    const shown = await readShown(session, named.id);
    if (!shown) throw new CommandFault(`The account has no conversation ${named.id}.`);
    const { database, account } = session;
    await appendAudit(database.pool, account.id, {
      by: operator,
      action: 'conversation.shown',
      subjectId: named.id,
    });
    if (shown.details.deletion) printResult(options, presentDeleted(shown), deletedLines(shown, session.now));
    else printResult(options, present(shown), lines(shown));
  });
}

async function readShown({ database, account }: AccountSession, id: string): Promise<Shown | null> {
  const details = await findForOperator(database.pool, account.id, id);
  if (!details) return null;
  const card: Card = JSON.parse(details.partnerCard);
  const packed = await findTranscript(database.pool, account.id, id);
  const stored: StoredTranscript | null = packed && JSON.parse(unpackTranscriptJson(id, packed));
  const analysis = await findAnalysis(database.pool, account.id, id);
  const step = details.deletion ? null : await currentStep(database.pool, account.id, id);
  const all = stored ? transcriptLines(stored) : [];
  return {
    details,
    card,
    step: step ?? null,
    analysisNotice: analysis ? analysisSentences(analysis.notices) : null,
    transcript: stored && {
      sentences: all.length,
      speakers: transcriptSpeakers(stored),
      firstLines: all.slice(0, linesShown),
    },
  };
}

function present({ details, card, transcript, step, analysisNotice }: Shown): object {
  const { id, status, language, failureCode, failure } = details;
  return {
    id,
    status,
    title: card.title,
    date: card.date,
    company: card.company,
    duration: card.duration,
    medium: card.medium,
    conversation_type: card.conversation_type,
    department: card.department,
    user: card.user,
    participants: card.participants,
    language,
    imported_as: details.importedAs,
    notices: details.notices.map(({ code, count, first_place }) => ({
      code,
      count,
      first_place,
      meaning: noticeSentences[code],
    })),
    analysis_notice: analysisNotice,
    failure_code: failureCode,
    failure_hint: failure && failureSentence(id, failure),
    transcript: transcript && {
      sentences: transcript.sentences,
      speakers: transcript.speakers,
      first_lines: transcript.firstLines.map(({ speakerName, start, text }) => ({
        speaker_name: speakerName,
        start,
        text,
      })),
    },
    step,
    deleted_at: null,
    erase_at: null,
  };
}

function presentDeleted({ details, card }: Shown): object {
  const { id, status, deletion } = details;
  return {
    id,
    status,
    title: card.title,
    date: card.date,
    deleted_at: deletion?.deletedAt.toISOString() ?? null,
    erase_at: deletion?.eraseAt.toISOString() ?? null,
  };
}

function lines({ details, card, transcript, step, analysisNotice }: Shown): string[] {
  const { id, failure } = details;
  const people = card.participants.map(({ name, email, role }) =>
    [name, email && `<${email}>`, role && `(${role})`].filter(Boolean).join(' '),
  );
  const percent = step && step.progress > 0 ? `, ${Math.round(step.progress * 100)} %` : '';
  return [
    ...described({
      ID: id,
      Status: details.status,
      Step: step && `${step.kind}${percent}`,
      Failure: failure && `${failure.code}: ${failureSentence(id, failure)}`,
      Title: card.title,
      Date: toTheSecond(details.startedAt),
      Company: card.company,
      Duration: card.duration === null ? null : spokenLength(card.duration),
      Type: card.conversation_type,
      User: card.user && `${card.user.name} <${card.user.email}>`,
      Department: card.department?.name,
      Participants: people.join(', '),
      Language: details.language,
      'Imported as': details.importedAs,
      Analysis: analysisNotice,
    }),
    ...noticeLines(details),
    ...(transcript ? transcriptPart(transcript) : ['Transcript:   not there yet']),
  ];
}

function deletedLines({ details, card }: Shown, now: Date): string[] {
  const { id, deletion, startedAt } = details;
  if (!deletion) return [];
  const comesBack = deletion.eraseAt > now;
  return [
    ...described({
      ID: id,
      Status: 'deleted',
      Title: card.title,
      Date: toTheSecond(startedAt),
      Deleted: toTheSecond(deletion.deletedAt),
      Erased: comesBack ? `on ${toTheSecond(deletion.eraseAt)}` : 'now, or as soon as the server runs',
    }),
    ...(comesBack ? [`Bring it back until then: bin/meetric conversation undelete ${id}`] : []),
  ];
}

function described(members: Record<string, string | null | undefined>): string[] {
  return Object.entries(members).flatMap(([name, value]) =>
    value ? [`${`${name}:`.padEnd(14)}${shortened(value, 1_000)}`] : [],
  );
}

function noticeLines({ notices }: ConversationDetails): string[] {
  if (notices.length === 0) return [];
  const told = notices.map(({ code, count, first_place: place }) => {
    const first = place === null ? '' : `, first at ${shortened(place, lineWidth)}`;
    return `  ${noticeSentences[code] ?? code} (${code}: ${count}${first})`;
  });
  return ['Notices:', ...told];
}

function transcriptPart({ sentences, speakers, firstLines }: NonNullable<Shown['transcript']>): string[] {
  const spoken = firstLines.map(({ speakerName, start, text }) => {
    const at = start === null ? '' : `${spokenLength(Math.floor(start))}  `;
    return `  ${at}${shortened(`${speakerName ?? '(nobody named)'}: ${text}`, lineWidth)}`;
  });
  const more = sentences > firstLines.length ? [`  … ${sentences - firstLines.length} more`] : [];
  return [`Transcript:   sentences: ${sentences}, speakers: ${speakers.length}`, ...spoken, ...more];
}
