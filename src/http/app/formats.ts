import { transcriptFormats } from '../../domain/transcripts/formats/table.ts';
import { formatNames, recordingFormats } from '../../engines/media/recording-formats.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';

export const listFormats: Handler<'listFormats'> = async () => {
  const transcripts = transcriptFormats.map(({ id, name }) => ({ id, name }));
  const recordings = formatNames.map((id) => ({
    id,
    name: recordingFormats.find(({ name }) => name === id)?.title ?? id,
  }));
  return { answer: answerOf({ transcripts, recordings }) };
};
