import { Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import words from './api-reference.module.css';
import { CodeView } from './code-view.tsx';
import classes from './response-view.module.css';
import { apiReferenceTexts as texts } from './texts.ts';
import { isLimit, shownBody, type TriedAnswer } from './try-request.ts';

/** More would hold up the page. */
const mostCharacters = 60_000;

const figures = new Intl.NumberFormat('en');

export function ResponseView({ answer }: { answer: TriedAnswer }): ReactNode {
  const { status, statusText, headers, durationMs, text } = answer;
  const body = useMemo(() => shownBody(answer), [answer]);
  const shown = body.slice(0, mostCharacters);
  const size = `${figures.format(new Blob([text]).size)} bytes`;
  const facts = texts.took(figures.format(Math.round(durationMs)), size);
  return (
    <div className={classes.response} role="status">
      <p className={classes.status} data-tone={status < 400 ? 'positive' : 'negative'}>
        {status} {statusText} <span className={words.type}>{facts}</span>
      </p>
      <dl className={classes.responseHeaders}>
        {headers.map(([name, value]) => (
          <div key={name} data-limit={isLimit(name)}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {text === '' ? (
        <Text c="dimmed" size="sm">
          {texts.noBody}
        </Text>
      ) : (
        <CodeView
          title={
            shown.length < body.length
              ? texts.cut(figures.format(shown.length), figures.format(body.length))
              : texts.body
          }
          language={answer.isJson ? 'json' : 'text'}
          text={shown}
          copied={body}
        />
      )}
    </div>
  );
}
