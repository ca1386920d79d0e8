import type { components } from '../../../../contract/app.types.ts';
import { findTicks } from '../../../domain/conversations/action-items.ts';
import { findAnalysis, type StoredAnalysis } from '../../../domain/conversations/analysis-store.ts';
import { unpackTranscriptJson } from '../../../domain/conversations/packed-transcript.ts';
import { listedParticipants, speakerIdOf } from '../../../domain/conversations/participants.ts';
import { findTranscript } from '../../../domain/conversations/store.ts';
import {
  findTeamsOf,
  findUsersByAddress,
  findVisiblePage,
  type VisiblePage,
} from '../../../domain/conversations/visible-page.ts';
import { findWaveform } from '../../../domain/recordings/recordings.ts';
import {
  type StoredTranscript,
  transcriptSpeakers,
  uncertainSpeakers,
} from '../../../domain/transcripts/stored-transcript.ts';
import { currentStep } from '../../../jobs/queue.ts';
import { isWorthRetry } from '../../../processing/retry.ts';
import { answerOf } from '../../api/answer.ts';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import type { SignedIn } from '../caller.ts';
import type { Handler } from '../handler.ts';
import { mayManage } from './access.ts';
import { presentFindings, statisticsByName } from './present-findings.ts';
import { presentRecording } from './present-recording.ts';

type Page = components['schemas']['ConversationPage'];

export const getConversation: Handler<'getConversation'> = async ({ context, caller, parameters }) => {
  const { viewer } = caller.session;
  const conversation = await findVisiblePage(context.pool, viewer, parameters.id);
  if (!conversation) throw notFound();
  const parts = await readParts(context, viewer.accountId, conversation);
  return { answer: answerOf({ conversation: presentPage(caller, conversation, parts) }) };
};

type Parts = Awaited<ReturnType<typeof readParts>>;

async function readParts({ pool }: Context, accountId: string, conversation: VisiblePage) {
  const { id, user, participants, recordingId } = conversation;
  const addresses = participants.flatMap(({ email }) => email ?? []);
  const [analysis, packed, ticks, step, teams, users, waveform] = await Promise.all([
    findAnalysis(pool, accountId, id),
    findTranscript(pool, accountId, id),
    findTicks(pool, accountId, [id]),
    currentStep(pool, accountId, id),
    user ? findTeamsOf(pool, accountId, user.id) : [],
    findUsersByAddress(pool, accountId, addresses),
    recordingId === null ? undefined : findWaveform(pool, accountId, recordingId),
  ]);
  const transcript: StoredTranscript | null = packed ? JSON.parse(unpackTranscriptJson(id, packed)) : null;
  const revision = packed?.revision ?? null;
  return { analysis, ticks: ticks.get(id), step, teams, users, waveform, transcript, revision };
}

function presentPage({ session }: SignedIn, conversation: VisiblePage, parts: Parts): Page {
  const { id, status, failure, user, department } = conversation;
  const { analysis, step, revision } = parts;
  const isDone = status === 'completed';
  const shown = isDone ? analysis : undefined;
  const isAnalysedAnew = isDone && step?.kind === 'analyse';
  return {
    ...presentFacts(conversation),
    user: user && { id: user.id, name: user.name },
    department: department && { id: department.id, name: department.name },
    teams: parts.teams,
    participants: presentParticipants(conversation, parts),
    speakers: presentSpeakers(conversation, parts, shown),
    ...presentFindings(id, shown, parts.ticks),
    is_analysed_anew: isAnalysedAnew,
    step: step && !isAnalysedAnew ? presentStep(step) : null,
    failure,
    is_worth_retry: failure !== null && isWorthRetry(failure),
    transcript_revision: revision,
    recording: parts.waveform ? presentRecording(id, parts.waveform) : null,
    may_manage: mayManage(session, { userId: user?.id ?? null, departmentId: department?.id ?? null }),
  };
}

function presentFacts(conversation: VisiblePage) {
  const { id, status, title, company, startedAt, durationSeconds, language, summary } = conversation;
  return {
    id,
    status,
    title,
    company,
    started_at: startedAt.toISOString(),
    duration_seconds: durationSeconds,
    // The database takes no others.
    medium: conversation.medium as Page['medium'],
    language,
    conversation_type: conversation.conversationType,
    sentiment: conversation.sentiment as Page['sentiment'],
    summary,
    imported_as: conversation.importedAs,
    notices: conversation.notices.map(({ code, count, first_place }) => ({ code, count, first_place })),
  };
}

function presentParticipants(
  { id, participants }: VisiblePage,
  { transcript, users }: Parts,
): Page['participants'] {
  const speakers = new Set(transcript ? transcriptSpeakers(transcript) : []);
  return listedParticipants(id, participants).map((one) => ({
    id: one.id,
    name: one.name,
    email: one.email,
    phone: one.phone,
    role: one.role,
    user: (one.email !== null && users.get(one.email.toLowerCase())) || null,
    speaker_id: one.name !== null && speakers.has(one.name) ? speakerIdOf(id, one.name) : null,
  }));
}

function presentSpeakers(
  { id, participants }: VisiblePage,
  { transcript }: Parts,
  analysis: StoredAnalysis | undefined,
): Page['speakers'] {
  if (!transcript) return [];
  const uncertain = uncertainSpeakers(transcript);
  const people = listedParticipants(id, participants);
  const statistics = statisticsByName(analysis);
  return transcriptSpeakers(transcript).map((name) => ({
    id: speakerIdOf(id, name),
    name,
    is_uncertain: uncertain.has(name),
    participant_id: people.find((one) => one.name === name)?.id ?? null,
    statistics: statistics.get(name) ?? null,
  }));
}

function presentStep({ kind, progress }: { kind: string; progress: number }): Page['step'] {
  return { kind: kind as NonNullable<Page['step']>['kind'], progress };
}
