import type { EditMaking } from '../../../processing/edit-conversation.ts';
import { presentCard } from '../../partner/present-conversation.ts';
import type { SignedIn } from '../caller.ts';
import { doing } from '../doing.ts';

/** Edits change the card that partners are shown. */
export function making(call: { caller: SignedIn; now: Date }): EditMaking {
  return { presentCard, ...doing(call) };
}
