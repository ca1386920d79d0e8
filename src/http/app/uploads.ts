import type { components } from '../../../contract/app.types.ts';
import type { ShownUpload, UploadedConversation, UploadFault } from '../../domain/uploads/upload.ts';
import { findUpload, forgetUpload, listUploads as list, receiveAgain } from '../../domain/uploads/uploads.ts';
import type { IntakeFault } from '../../intake/intake-fault.ts';
import { failureSentence, faultSentence } from '../../intake/sentences/fault-sentence.ts';
import { app } from '../../intake/sentences/wording.ts';
import type { UploadFiles } from '../../intake/upload-files.ts';
import { answerOf } from '../api/answer.ts';
import { ApiError, notFound } from '../errors.ts';
import type { Handler } from './handler.ts';
import { presentNotices } from './present-notice.ts';

type Schemas = components['schemas'];
type Failure = Parameters<typeof failureSentence>[1];

export const listUploads: Handler<'listUploads'> = async ({ context, caller }) => {
  const uploads = await list(context.pool, caller.session.viewer);
  const { files } = context.uploads;
  return {
    answer: answerOf({ uploads: await Promise.all(uploads.map((upload) => present(files, upload))) }),
  };
};

export const dismissUpload: Handler<'dismissUpload'> = async ({ context, caller, parameters }) => {
  const key = { ...caller.session.viewer, id: parameters.id.toLowerCase() };
  if (!(await findUpload(context.pool, key))) throw notFound();
  await forgetUpload(context.pool, key);
  await context.uploads.files.remove(key.id);
  return { status: 204 };
};

export const retryUpload: Handler<'retryUpload'> = async ({ context, caller, parameters, body, now }) => {
  const { pool, uploads } = context;
  const key = { ...caller.session.viewer, id: parameters.id.toLowerCase() };
  const upload = await findUpload(pool, key);
  if (!upload) throw notFound();
  const { time_unit: timeUnit, accept_truncated: acceptTruncated, ...told } = body;
  const given = { ...told, timeUnit, acceptTruncated };
  const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const wishes = { ...upload.wishes, ...changed };
  const isHere = (await uploads.files.sizeOf(key.id)) !== null;
  if (!isHere || !(await receiveAgain(pool, key, wishes, now)))
    throw new ApiError(409, 'The file is not here any more; upload it again');
  uploads.intake.add({ ...upload, wishes, state: 'received' });
  return { status: 204 };
};

async function present(files: UploadFiles, upload: ShownUpload): Promise<Schemas['Upload']> {
  const { id, fileName, bytes, state, fault, notices, conversation, createdAt, expiresAt } = upload;
  const isPartial = state === 'open' || state === 'refused';
  const size = isPartial ? await files.sizeOf(id) : bytes;
  return {
    id,
    file_name: fileName,
    bytes,
    modified_ms: upload.wishes.modifiedMs ?? null,
    offset: size ?? 0,
    state,
    fault: fault && presentFault(fault),
    may_retry: state === 'refused' && size !== null,
    notices: presentNotices(notices),
    conversation: conversation && presentConversation(conversation),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}

function presentConversation(conversation: UploadedConversation): Schemas['UploadedConversation'] {
  const { id, title, status, failure, notices, step } = conversation;
  return {
    id,
    title,
    status,
    failure: failure && { code: failure.code, message: failureSentence(id, failure as Failure, app) },
    notices: presentNotices(notices),
    step,
  };
}

/** The column holds what the intake refused with, and nothing else. */
function presentFault(fault: UploadFault): Schemas['UploadFault'] {
  return { code: fault.code, message: faultSentence(fault as IntakeFault, app) };
}
