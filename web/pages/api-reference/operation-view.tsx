import { Code, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiAnswer, ApiOperation, Content } from '../../../contract/reference/api-reference.ts';
import { fieldsOf, textOf } from '../../../contract/reference/document.ts';
import classes from './api-reference.module.css';
import { CodeView } from './code-view.tsx';
import { ExtensionMark, Method } from './marks.tsx';
import { Prose } from './prose.tsx';
import { shortTitle } from './reference-query.ts';
import { SchemaView } from './schema-view.tsx';
import { apiReferenceTexts as texts } from './texts.ts';
import { TryIt } from './try-it.tsx';

interface OperationViewProps {
  operation: ApiOperation;
  baseUrl: string;
}

export function OperationView({ operation, baseUrl }: OperationViewProps): ReactNode {
  const { method, path, description, answers, isExtension } = operation;
  const successes = answers.filter(({ status }) => status.startsWith('2'));
  return (
    <article className={classes.operation}>
      <Title order={2} className={classes.title}>
        {shortTitle(operation)}
      </Title>
      <p className={classes.route}>
        <Method method={method} /> <code>{path}</code> {isExtension && <ExtensionMark />}
      </p>
      <Prose text={description} />
      <Conditions operation={operation} />
      <TryIt operation={operation} baseUrl={baseUrl} />
      {operation.body && (
        <section>
          <Title order={3}>{texts.body}</Title>
          {operation.body.contents.map((content) => (
            <Contents key={content.mediaType} content={content} side="sent" />
          ))}
        </section>
      )}
      {successes.map((answer) => (
        <section key={answer.status}>
          <Title order={3}>{texts.answer(answer.status)}</Title>
          <Prose text={answer.description} />
          {answer.contents.map((content) => (
            <Contents key={content.mediaType} content={content} side="received" />
          ))}
        </section>
      ))}
      <OtherAnswers answers={answers.filter((answer) => !successes.includes(answer))} />
    </article>
  );
}

function Conditions({ operation }: { operation: ApiOperation }): ReactNode {
  const { scopes, tokenFlag, countsTowardQuota } = operation;
  const needed = tokenFlag === null ? scopes : [...scopes, `${tokenFlag}=true`];
  return (
    <dl className={classes.conditions}>
      <dt>{texts.scope}</dt>
      <dd>{needed.length === 0 ? texts.noScope : <Code>{needed.join(' + ')}</Code>}</dd>
      <dt>{texts.quota}</dt>
      <dd>{countsTowardQuota ? texts.counts : texts.countsNot}</dd>
    </dl>
  );
}

function Contents({ content, side }: { content: Content; side: 'sent' | 'received' }): ReactNode {
  const { mediaType, furtherTypes, schema, examples } = content;
  return (
    <>
      <Text c="dimmed" size="sm">
        {[mediaType, ...furtherTypes].join(', ')}
      </Text>
      <SchemaView nodes={schema.children} side={side} />
      {schema.children.length === 0 && <Prose text={schema.description} />}
      {examples.map(({ summary, value }) => (
        <CodeView
          key={summary}
          title={summary || texts.example}
          language="json"
          text={JSON.stringify(value, null, 2)}
        />
      ))}
    </>
  );
}

function OtherAnswers({ answers }: { answers: readonly ApiAnswer[] }): ReactNode {
  return (
    <section>
      <Title order={3}>{texts.errors}</Title>
      <Table verticalSpacing="xs" horizontalSpacing={0} className={classes.answers}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.status}</Table.Th>
            <Table.Th>{texts.when}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answers.map(({ status, description, contents }) => (
            <Table.Tr key={status}>
              <Table.Td>
                <Code>{status}</Code>
              </Table.Td>
              <Table.Td>
                <Prose text={description} />
                {messagesOf(contents).map((message) => (
                  <Code key={message} className={classes.message}>
                    {message}
                  </Code>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function messagesOf(contents: readonly Content[]): string[] {
  return contents.flatMap(({ examples }) =>
    examples.map(({ value }) => textOf(fieldsOf(value)['message'])).filter((message) => message !== ''),
  );
}
