import { SegmentedControl, Stack, Title, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHead } from '../../../parts/page-head.tsx';
import { PasswordForm } from './password-form.tsx';
import { PersonForm } from './person-form.tsx';
import classes from './profile.module.css';
import { SessionList } from './session-list.tsx';
import { profileTexts as texts } from './texts.ts';

export default function ProfilePage(): ReactNode {
  return (
    <>
      <PageHead title={texts.title} />
      <Stack gap="xl" className={classes.page}>
        <Part title={texts.you}>
          <PersonForm />
        </Part>
        <Part title={texts.password}>
          <PasswordForm />
        </Part>
        <Part title={texts.appearance}>
          <Appearance />
        </Part>
        <Part title={texts.sessions}>
          <SessionList />
        </Part>
      </Stack>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}

const schemes = ['light', 'dark', 'auto'] as const;

/** Kept by this browser alone. */
function Appearance(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={texts.appearance}
      value={colorScheme}
      onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
      data={schemes.map((scheme) => ({ value: scheme, label: texts.schemes[scheme] }))}
    />
  );
}
