import type { ConversationFields } from '../../../domain/conversations/fields.ts';
import { changeFields } from '../../../processing/change-fields.ts';
import { invalidParameter, notFound } from '../../errors.ts';
import type { BodyOf, Handler } from '../handler.ts';
import { requireManaged, requireVisible } from './access.ts';
import { making } from './making.ts';

export const updateConversation: Handler<'updateConversation'> = async (call) => {
  const { context, body } = call;
  // The owner decides on who sees it.
  const isGiven = body.user_id !== undefined || body.department_id !== undefined;
  const key = await (isGiven ? requireManaged : requireVisible)(call);
  const outcome = await changeFields(context.pool, key, givenFields(body), making(call));
  if (outcome === 'not_found') throw notFound();
  if (outcome === 'unknown_user') throw invalidParameter('user_id', 'is no user of the account');
  if (outcome === 'unknown_department')
    throw invalidParameter('department_id', 'is no department of the account');
  return { status: 204 };
};

function givenFields(body: BodyOf<'updateConversation'>): Partial<ConversationFields> {
  const { title, company, conversation_type: type, user_id: userId, department_id: departmentId } = body;
  return {
    ...(title !== undefined && { title: title.toWellFormed() }),
    ...(company !== undefined && { company: company?.toWellFormed() ?? null }),
    ...(type !== undefined && { conversationType: type?.toWellFormed() ?? null }),
    ...(userId !== undefined && { userId }),
    ...(departmentId !== undefined && { departmentId }),
  };
}
