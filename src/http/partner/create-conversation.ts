import { findAccount } from '../../domain/accounts/queries.ts';
import { presentNotice } from '../../domain/conversations/notices.ts';
import { meetricJson } from '../../domain/transcripts/formats/meetric-json.ts';
import type { ImportDetails } from '../../intake/describe-import.ts';
import type { FileSource } from '../../intake/file-source.ts';
import { type IntakeOutcome, type IntakeWishes, takeIn } from '../../intake/take-in.ts';
import { answerOf } from '../api/answer.ts';
import { boundedBody } from '../files/bounded-body.ts';
import type { CallOf, Handler } from './handler.ts';
import { intakeRefusal } from './intake-refusal.ts';

/** A file of a meeting of twelve hours with pictures is within it. */
const mostBodyBytes = 16 * 1024 ** 3;

type Call = CallOf<'createConversation'>;
type JsonBody = Extract<Call['body'], { transcript: unknown }>;

export const createConversation: Handler<'createConversation'> = async (call) => {
  const { context, caller } = call;
  const account = await findAccount(context.pool, caller.token.accountId);
  if (!account) throw new Error(`The token ${caller.token.lookup} has no account`);
  const { source, wishes } = incomingOf(call);
  const outcome = await takeIn(context.intake, account, source, wishes);
  if (outcome.kind === 'refused') throw intakeRefusal(outcome);
  const answer = answerOf(present(outcome));
  return outcome.kind === 'accepted' ? { status: 201, answer } : { status: 200, answer };
};

function incomingOf({ parameters, body }: Call): { source: FileSource; wishes: IntakeWishes } {
  const { format, speakers, time_unit: timeUnit, accept_truncated: acceptTruncated } = parameters;
  const common = { idempotencyKey: parameters['Idempotency-Key'], speakers, acceptTruncated };
  if ('transcript' in body) {
    const content = Buffer.from(JSON.stringify(body.transcript));
    const name = parameters.file_name ?? 'Conversation.json';
    const reading = { format: meetricJson.id };
    return {
      source: { name, content },
      wishes: { ...common, reading, details: detailsOf({ ...parameters, ...body }) },
    };
  }
  return {
    source: { name: parameters.file_name ?? 'Conversation', content: boundedBody(body, mostBodyBytes) },
    wishes: { ...common, reading: { format, timeUnit }, details: detailsOf(parameters) },
  };
}

function detailsOf(given: Omit<JsonBody, 'transcript'>): ImportDetails {
  const { title, company, date, medium, language, participants } = given;
  const { conversation_type: conversationType, user_email: userEmail, department: departmentName } = given;
  return {
    title,
    company,
    date,
    medium,
    language,
    participants,
    conversationType,
    userEmail,
    departmentName,
  };
}

function present(outcome: Exclude<IntakeOutcome, { kind: 'refused' }>) {
  if (outcome.kind === 'accepted') {
    const notices = outcome.notices.map(presentNotice);
    return {
      conversation: { id: outcome.id, status: 'processing' as const },
      already_here: false,
      notices,
    };
  }
  const { id, status } = outcome;
  return { conversation: { id, status }, already_here: true, notices: [] };
}
