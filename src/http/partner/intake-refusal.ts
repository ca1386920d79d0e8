import { faultMeanings } from '../../base/fault.ts';
import type { IntakeFault, IntakeRefusal } from '../../intake/intake-fault.ts';
import { faultSentence } from '../../intake/sentences/fault-sentence.ts';
import { partnerApi } from '../../intake/sentences/wording.ts';
import { ApiError, invalidParameter } from '../errors.ts';

/** Faults of what was told about a file, by the parameter that told it. */
const parameters: Partial<Record<IntakeFault['code'], string>> = {
  invalid_title: 'title',
  invalid_company: 'company',
  invalid_type: 'conversation_type',
  invalid_date: 'date',
  invalid_medium: 'medium',
  invalid_language: 'language',
  invalid_participants: 'participants',
  unknown_user: 'user_email',
  unknown_department: 'department',
};
/** Faults of this server: the same request may be taken in later. */
const ofServer: ReadonlySet<IntakeFault['code']> = new Set([
  'disk_full',
  'storage_failed',
  'asr_model_missing',
  'asr_native_missing',
]);
/** The contract's bound of a message, less its beginning. A refusal may quote the file. */
const longest = 900;

/** Why a file is not taken in, in the contract's shape: the code, the place and what to do. */
export function intakeRefusal({ kind: _, ...fault }: IntakeRefusal): ApiError {
  const parameter = parameters[fault.code];
  // The operator's affairs stay with the operator.
  if (ofServer.has(fault.code)) return new ApiError(503, `${fault.code}: ${faultMeanings[fault.code]}`);
  const sentence = shown(faultSentence(fault, partnerApi));
  if (parameter !== undefined) return invalidParameter(parameter, sentence);
  return new ApiError(422, `${fault.code}: ${sentence}`);
}

function shown(sentence: string): string {
  const plain = sentence.replaceAll('\u0000', '\ufffd').toWellFormed();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).toWellFormed()}…`;
}
