import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is a phone's: lists are cards there, not tables. The width is that of Mantine's `sm`. */
export const usePhone = (): boolean =>
  useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
