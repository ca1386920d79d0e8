import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ApiOperation, ApiReference } from '../../../contract/reference/api-reference.ts';
import classes from './api-reference.module.css';
import { Method } from './marks.tsx';
import { operationsOf, pathOf, shortTitle } from './reference-query.ts';
import { apiReferenceTexts as texts } from './texts.ts';

interface OperationListProps {
  reference: ApiReference;
  chosen: ApiOperation | null;
}

/** All operations: a list beside the page, one field above it on phones. */
export function OperationList({ reference, chosen }: OperationListProps): ReactNode {
  const groups = reference.groups.filter(({ operations }) => operations.length > 0);
  return (
    <>
      <nav className={classes.list} aria-label={texts.operations}>
        {groups.map(({ name, operations }) => (
          <section key={name}>
            <h2>{name}</h2>
            <ul>
              {operations.map((operation) => (
                <li key={operation.id}>
                  <Link
                    className={classes.entry}
                    href={pathOf(operation)}
                    aria-current={operation === chosen ? 'page' : undefined}
                  >
                    <span>{shortTitle(operation)}</span>
                    <Method method={operation.method} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <Chooser reference={reference} chosen={chosen} />
    </>
  );
}

function Chooser({ reference, chosen }: OperationListProps): ReactNode {
  const [, navigate] = useLocation();
  const all = operationsOf(reference);
  const choose = (slug: string): void => {
    const operation = all.find((one) => one.slug === slug);
    if (operation) navigate(pathOf(operation));
  };
  return (
    <NativeSelect
      className={classes.chooser}
      label={texts.operation}
      value={chosen?.slug ?? ''}
      data={[
        ...(chosen ? [] : [{ value: '', label: '' }]),
        ...all.map((operation) => ({
          value: operation.slug,
          label: `${operation.method} ${operation.template}`,
        })),
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
