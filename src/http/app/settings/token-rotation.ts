import {
  endTokenOverlap as endOverlap,
  rotateToken as rotate,
  tokenOverlapHours,
} from '../../../domain/tokens/rotate-token.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError, invalidParameter, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { revokedAlready } from './tokens.ts';

export const rotateToken: Handler<'rotateToken'> = async ({ context, caller, parameters, body, now }) => {
  const wish = { name: { id: parameters.id }, overlapHours: body.overlap_hours };
  const result = await rotate(context, caller.session.key.accountId, wish, doing({ caller, now }));
  if (result.kind === 'refused') throw refusalOf(result.reason);
  await context.tokens.refresh();
  const { token: text, oldSecretUntil } = result;
  return { answer: answerOf({ text, old_secret_until: oldSecretUntil.toISOString() }) };
};

export const endTokenOverlap: Handler<'endTokenOverlap'> = async ({ context, caller, parameters, now }) => {
  const name = { id: parameters.id };
  const result = await endOverlap(context.pool, caller.session.key.accountId, name, doing({ caller, now }));
  if (result.kind === 'refused') throw refusalOf(result.reason);
  await context.tokens.refresh();
  return { status: 204 };
};

type Reason = 'unknown' | 'revoked' | 'running_already' | 'overlap_out_of_range' | 'no_overlap';

function refusalOf(reason: Reason): ApiError {
  switch (reason) {
    case 'unknown':
      return notFound();
    case 'revoked':
      return revokedAlready();
    case 'running_already':
      return new ApiError(409, 'Two secrets are taken already. End the old one first.');
    case 'no_overlap':
      return new ApiError(409, 'Only one secret is taken already.');
    case 'overlap_out_of_range':
      return invalidParameter(
        'overlap_hours',
        `must be ${tokenOverlapHours.least} to ${tokenOverlapHours.most}`,
      );
  }
}
