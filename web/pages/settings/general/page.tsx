import type { ReactNode } from 'react';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { PageSkeleton } from '../../../parts/page-skeleton.tsx';
import { AccountForm } from './account-form.tsx';
import { LogoField } from './logo-field.tsx';
import { MessageAfterCall } from './message-after-call.tsx';
import { useSettings } from './queries.ts';
import { generalTexts as texts } from './texts.ts';

export default function GeneralPage(): ReactNode {
  const { data: settings, error, refetch } = useSettings();
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!settings) return <PageSkeleton />;
  return (
    <>
      <PageHead title={texts.title} />
      <LogoField settings={settings} />
      <AccountForm settings={settings} />
      <MessageAfterCall />
    </>
  );
}
