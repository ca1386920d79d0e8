import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Nine tokens. Text has a contrast of at least 4.5 on both backgrounds, lines that mean something 3. */
export const tokens = {
  light: {
    background: '#ffffff',
    raised: '#f7f7f8',
    border: '#e3e4e8',
    text: '#17181c',
    dimmed: '#5d606b',
    accent: '#3d55c4',
    positive: '#1a7446',
    warning: '#8a5a00',
    negative: '#bb2d3b',
  },
  dark: {
    background: '#141519',
    raised: '#1c1e24',
    border: '#30333c',
    text: '#ececf0',
    dimmed: '#a0a4b0',
    accent: '#9aabff',
    positive: '#5fc98f',
    warning: '#e0b04f',
    negative: '#ff8a90',
  },
} as const;

/** Okabe and Ito's hues, which colour-blind eyes keep apart, darkened or lightened to be read. */
export const speakerHues = {
  light: ['#0062a3', '#a64b00', '#00745a', '#9c4380', '#6b6000', '#3a6f9c', '#8a3b12', '#5b4ba8'],
  dark: ['#6cb8ec', '#f0a35c', '#4cc9a6', '#e59ac8', '#d9cf55', '#9cc7e8', '#e39b78', '#b5a8f5'],
} as const;

const accent: MantineColorsTuple = [
  '#eef1fd',
  '#dce2fa',
  '#b9c4f5',
  '#9aabff',
  '#7388ec',
  '#566de0',
  '#4a61d6',
  '#3d55c4',
  '#3449aa',
  '#2b3d8f',
];

/** Mantine's dark surfaces, from text to background. */
const dark: MantineColorsTuple = [
  '#ececf0',
  '#c8cad2',
  '#a0a4b0',
  '#787c89',
  '#30333c',
  '#282b33',
  '#1c1e24',
  '#141519',
  '#101115',
  '#0b0c0f',
];

/** In place of Mantine's: white words on its fill have a contrast of at least 5. */
const red: MantineColorsTuple = [
  '#fdeef0',
  '#fad6da',
  '#f5aab0',
  '#ff8a90',
  '#e8606c',
  '#d94553',
  '#c4323f',
  '#bb2d3b',
  '#9d2430',
  '#7f1c26',
];

const sans = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const theme = createTheme({
  colors: { accent, dark, red },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.5rem' },
  lineHeights: { xs: '1.34', sm: '1.43', md: '1.625', lg: '1.5', xl: '1.34' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1rem', lineHeight: '1.625rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Kbd: { defaultProps: { size: 'xs' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

function variablesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const named = Object.fromEntries(
    Object.entries(tokens[scheme]).map(([name, color]) => [`--${name}`, color]),
  );
  const hues = speakerHues[scheme].map((hue, index) => [`--speaker-${index + 1}`, hue]);
  const { background, border, text, dimmed, accent: anchor, negative } = tokens[scheme];
  return {
    ...named,
    ...Object.fromEntries(hues),
    '--mantine-color-body': background,
    '--mantine-color-text': text,
    '--mantine-color-dimmed': dimmed,
    '--mantine-color-placeholder': dimmed,
    '--mantine-color-default-border': border,
    '--mantine-color-anchor': anchor,
    '--mantine-color-error': negative,
  };
}

/** The tokens as CSS variables: `var(--raised)` in our modules, and in place of Mantine's own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
});
