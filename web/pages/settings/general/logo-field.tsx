import { Button, Code, FileButton, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { toast, toastError } from '../../../parts/toast.ts';
import classes from './general.module.css';
import { type Settings, useLogo } from './queries.ts';
import { generalTexts as texts } from './texts.ts';

export function LogoField({ settings }: { settings: Settings }): ReactNode {
  const logo = useLogo();
  const choose = (picture: File | null): void => {
    if (picture) logo.mutate(picture, { onError: toastError });
  };
  const remove = (): void =>
    logo.mutate(null, {
      onSuccess: () => void toast({ message: texts.logoRemoved }),
      onError: toastError,
    });
  const { brand_logo_url: url, has_stored_logo: isStored } = settings;
  return (
    <Stack gap={4} mb="lg" maw={480}>
      <Text fw={500}>{texts.logo}</Text>
      <Group>
        {url && isStored && <img src={url} alt={settings.name} className={classes.logo} />}
        <FileButton onChange={choose} accept="image/png,image/jpeg,image/webp">
          {(props) => (
            <Button variant="default" loading={logo.isPending} {...props}>
              {texts.chooseLogo}
            </Button>
          )}
        </FileButton>
        {url && (
          <Button variant="subtle" color="red" onClick={remove} disabled={logo.isPending}>
            {texts.removeLogo}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {url && !isStored ? (
          <>
            {texts.logoLinked} <Code>{url}</Code>
          </>
        ) : (
          texts.logoHint
        )}
      </Text>
    </Stack>
  );
}
