import {
  addSavedView as add,
  changeSavedView as change,
  listSavedViews as list,
  deleteSavedView as remove,
  type SavedView,
  type SavedViewOutcome,
  type ViewOwner,
} from '../../../domain/search/saved-views.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError, notFound } from '../../errors.ts';
import type { SignedIn } from '../caller.ts';
import type { Handler } from '../handler.ts';
import { taken } from '../settings/taken.ts';

export const listSavedViews: Handler<'listSavedViews'> = async ({ context, caller }) => ({
  answer: answerOf({ saved_views: await list(context.pool, ownerOf(caller)) }),
});

export const addSavedView: Handler<'addSavedView'> = async ({ context, caller, body, now }) => {
  const view = savedOf(await add(context.pool, ownerOf(caller), body, now));
  return { status: 201, answer: answerOf(view) };
};

export const changeSavedView: Handler<'changeSavedView'> = async ({ context, caller, parameters, body }) => ({
  answer: answerOf(savedOf(await change(context.pool, ownerOf(caller), parameters.id, body))),
});

export const deleteSavedView: Handler<'deleteSavedView'> = async ({ context, caller, parameters }) => {
  if (!(await remove(context.pool, ownerOf(caller), parameters.id))) throw notFound();
  return { status: 204 };
};

function ownerOf({ session: { viewer } }: SignedIn): ViewOwner {
  return { accountId: viewer.accountId, userId: viewer.userId };
}

function savedOf(outcome: SavedViewOutcome): SavedView {
  if (outcome.kind === 'saved') return outcome.view;
  if (outcome.kind === 'not_found') throw notFound();
  if (outcome.kind === 'too_many') throw new ApiError(409, 'There are 100 views already: delete one first');
  throw taken('view');
}
