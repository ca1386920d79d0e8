import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import IconDeviceDesktop from '@tabler/icons-react/icons/IconDeviceDesktop';
import IconLogout from '@tabler/icons-react/icons/IconLogout';
import IconMoon from '@tabler/icons-react/icons/IconMoon';
import IconSun from '@tabler/icons-react/icons/IconSun';
import IconUserCircle from '@tabler/icons-react/icons/IconUserCircle';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api } from '../api.ts';
import { toastError } from '../parts/toast.ts';
import { setSession, useSession } from '../session.tsx';
import type { MenuPage } from './menu.ts';
import { shellTexts as texts } from './texts.ts';

const schemes: { scheme: MantineColorScheme; label: string; Icon: typeof IconSun }[] = [
  { scheme: 'light', label: texts.light, Icon: IconSun },
  { scheme: 'dark', label: texts.dark, Icon: IconMoon },
  { scheme: 'auto', label: texts.auto, Icon: IconDeviceDesktop },
];

interface AccountMenuProps {
  className: string;
  nameClass: string;
  /** Pages that have no place of their own, as on phones. */
  entries?: readonly MenuPage[];
}

/** The signed-in person: theme and the way out. */
export function AccountMenu({ className, nameClass, entries = [] }: AccountMenuProps): ReactNode {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={className} title={user.name} aria-label={`${texts.account}: ${user.name}`}>
          <IconUserCircle size={18} stroke={1.6} />
          <span className={nameClass}>{user.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        {entries.map(({ path, title, menu }) => (
          <Menu.Item key={path} component={Link} href={path} leftSection={<menu.icon size={16} />}>
            {title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{texts.theme}</Menu.Label>
        {schemes.map(({ scheme, label, Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            aria-current={colorScheme === scheme || undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {texts.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function useSignOut(): () => void {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return () => {
    answerOf(api.DELETE('/session')).then(() => {
      navigate('/sign-in');
      setSession(client, null);
    }, toastError);
  };
}
