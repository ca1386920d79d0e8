import { FileInput, JsonInput, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FilledBody } from '../../../contract/reference/curl.ts';
import classes from './api-reference.module.css';
import { apiReferenceTexts as texts } from './texts.ts';

interface BodyFieldsProps {
  /** Null where the request has none. */
  body: FilledBody | null;
  /** One for each type of body. */
  choices: readonly FilledBody[];
  onBody: (body: FilledBody | null) => void;
  file: File | null;
  onFile: (file: File | null) => void;
}

export function BodyFields({ body, choices, onBody, file, onFile }: BodyFieldsProps): ReactNode {
  if (!body) return null;
  const choose = (mediaType: string): void =>
    onBody(choices.find((choice) => choice.mediaType === mediaType) ?? null);
  return (
    <>
      {choices.length > 1 && (
        <NativeSelect
          label={texts.bodyType}
          data={choices.map(({ mediaType }) => mediaType)}
          value={body.mediaType}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      {body.text === null ? (
        <FileInput label={texts.file} placeholder={texts.fileHint} value={file} onChange={onFile} required />
      ) : (
        <JsonInput
          label={texts.body}
          value={body.text}
          onChange={(text) => onBody({ ...body, text })}
          validationError={texts.bodyWrong}
          formatOnBlur
          autosize
          minRows={4}
          maxRows={16}
          classNames={{ input: classes.json ?? '' }}
        />
      )}
    </>
  );
}
