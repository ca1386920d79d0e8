import { speakerIdOf } from '../../../domain/conversations/participants.ts';
import type { Edited } from '../../../processing/edit-conversation.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError } from '../../errors.ts';

/** Outcomes of edits other than success, as they are answered. */
const refusals = {
  not_found: [404, 'Not found'],
  unknown_sentence: [404, 'Sentence not found'],
  unknown_speaker: [404, 'Speaker not found'],
  unknown_participant: [404, 'Participant not found'],
  unknown_person: [400, 'Invalid body: there is no such person'],
  nobody_named: [400, 'Invalid body: a name or an address is needed'],
  conflict: [409, 'Somebody has edited it since you read it; read it again', 'edited_meanwhile'],
  not_completed: [409, 'Its words are not ready to be edited', 'not_completed'],
  name_taken: [409, 'Somebody else there has this name', 'name_taken'],
  email_taken: [409, 'Somebody else there has this address', 'email_taken'],
  nameless_person: [409, 'This participant has no name yet', 'nameless_person'],
  too_many: [409, 'No more participants can be listed', 'too_many'],
} as const;

type Outcome = Edited | { kind: keyof typeof refusals };

/** The edit; throws where it was refused. */
export function requireEdited(outcome: Outcome): Edited {
  if (outcome.kind === 'edited') return outcome;
  const [status, message, code] = refusals[outcome.kind];
  throw new ApiError(status, message, code === undefined ? {} : { code });
}

/** The revision of the words after an edit of them. */
export function requireRevision(outcome: Outcome): number {
  const { revision } = requireEdited(outcome);
  if (revision === null) throw new Error('Words were edited that are not there');
  return revision;
}

/** The answer to an edit of a speaker. */
export function speakerAnswer(conversationId: string, outcome: Outcome) {
  const revision = requireRevision(outcome);
  const { speaker: name } = requireEdited(outcome);
  if (name === undefined) throw new Error('The edit was of no speaker');
  return { answer: answerOf({ revision, speaker: { id: speakerIdOf(conversationId, name), name } }) };
}
