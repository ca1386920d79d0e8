import { Anchor, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { ApiReference } from '../../../contract/reference/api-reference.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import classes from './api-reference.module.css';
import { OperationList } from './operation-list.tsx';
import { OperationView } from './operation-view.tsx';
import { operationsOf, partnerPath, useReference } from './reference-query.ts';
import { apiReferenceTexts as texts } from './texts.ts';

export default function ApiReferencePage(): ReactNode {
  const { data: reference, error, refetch } = useReference();
  return (
    <>
      <PageHead
        title={texts.title}
        facts={texts.facts}
        actions={
          <>
            <Anchor size="sm" className={classes.action} href="/docs" target="_blank">
              {texts.publicPages}
            </Anchor>
            <Anchor size="sm" className={classes.action} href={`${partnerPath}/openapi.json`} target="_blank">
              {texts.openApi}
            </Anchor>
          </>
        }
      />
      {reference && <Operations reference={reference} />}
      {!reference && error && <ErrorState error={error} onRetry={refetch} />}
      {!reference && !error && <Waiting />}
    </>
  );
}

function Operations({ reference }: { reference: ApiReference }): ReactNode {
  const { operation: slug } = useParams<{ operation?: string }>();
  const all = operationsOf(reference);
  const chosen = slug === undefined ? all[0] : all.find((operation) => operation.slug === slug);
  return (
    <div className={classes.frame}>
      <OperationList reference={reference} chosen={chosen ?? null} />
      {chosen ? (
        <OperationView key={chosen.id} operation={chosen} baseUrl={reference.baseUrl} />
      ) : (
        <EmptyState title={texts.unknownOperation} hint={texts.unknownOperationHint} />
      )}
    </div>
  );
}

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

function Waiting(): ReactNode {
  return (
    <div className={classes.frame} aria-busy="true">
      <Stack gap="xs" visibleFrom="sm">
        {rows.map((row) => (
          <Skeleton key={row} height={28} />
        ))}
      </Stack>
      <Stack gap="md">
        <Skeleton height={32} width="60%" />
        <Skeleton height={20} width="40%" />
        <Skeleton height={280} />
        <Skeleton height={280} />
      </Stack>
    </div>
  );
}
