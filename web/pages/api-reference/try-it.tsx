import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ApiOperation } from '../../../contract/reference/api-reference.ts';
import { curlOf, exampleRequests, exampleToken, type Filled } from '../../../contract/reference/curl.ts';
import classes from './api-reference.module.css';
import { BodyFields } from './body-fields.tsx';
import { CodeView } from './code-view.tsx';
import { ParameterField } from './parameter-field.tsx';
import { partnerPath } from './reference-query.ts';
import { ResponseView } from './response-view.tsx';
import { apiReferenceTexts as texts } from './texts.ts';
import { TokenField } from './token-field.tsx';
import { useTryToken } from './token-memory.ts';
import { tryRequest } from './try-request.ts';

interface TryItProps {
  operation: ApiOperation;
  baseUrl: string;
}

/** Fields of the request, the same as a command, and the answer of the server. */
export function TryIt({ operation, baseUrl }: TryItProps): ReactNode {
  const examples = exampleRequests(operation, baseUrl);
  const [token, setToken] = useTryToken();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(examples[0].body);
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: () =>
      tryRequest(operation, { baseUrl: partnerPath, token: token.trim(), values, body }, file),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  const shown: Filled = {
    baseUrl,
    token: exampleToken,
    values: { ...examples[0].values, ...filledIn(values) },
    body,
  };
  return (
    <section className={classes.try} aria-label={texts.tryIt}>
      <Title order={3}>{texts.tryIt}</Title>
      <Text c="dimmed" size="sm">
        {texts.tryHint}
      </Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TokenField token={token} onChange={setToken} />
          {operation.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={values[parameter.name] ?? ''}
              onChange={(value) => setValues({ ...values, [parameter.name]: value })}
            />
          ))}
          <BodyFields
            body={body}
            choices={examples.flatMap((example) => example.body ?? [])}
            onBody={setBody}
            file={file}
            onFile={setFile}
          />
          <Button type="submit" loading={send.isPending} className={classes.send}>
            {texts.send}
          </Button>
        </Stack>
      </form>
      {send.error && (
        <Alert color="red" role="alert" title={texts.failed}>
          {texts.failedHint}
        </Alert>
      )}
      {send.data && <ResponseView answer={send.data} />}
      <CodeView title={texts.curl} language="bash" text={curlOf(operation, shown)} />
      <Text c="dimmed" size="xs">
        {texts.curlToken}
      </Text>
    </section>
  );
}

const filledIn = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
