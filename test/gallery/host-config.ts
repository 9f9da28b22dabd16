// How Teams draws cards, light and dark, as an Adaptive Cards host configuration of our own: its sizes and spacings, its colours.
export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

interface Palette {
  readonly page: string;
  readonly text: string;
  readonly subtle: string;
  readonly line: string;
  readonly words: Readonly<Record<'accent' | 'good' | 'warning' | 'attention', string>>;
  readonly grounds: Readonly<Record<'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention', string>>;
}

export const PALETTES: Readonly<Record<Scheme, Palette>> = {
  light: {
    page: '#f5f5f5',
    text: '#252424',
    subtle: '#565554',
    line: '#eeeeee',
    words: { accent: '#6264a7', good: '#92c353', warning: '#f8d22a', attention: '#c4314b' },
    grounds: { default: '#ffffff', emphasis: '#f9f8f7', accent: '#c7def9', good: '#ccffcc', warning: '#ffe2b2', attention: '#ffc5b2' },
  },
  dark: {
    page: '#141414',
    text: '#ffffff',
    subtle: '#c8c6c4',
    line: '#3b3a39',
    words: { accent: '#a6a7dc', good: '#92c353', warning: '#f8d22a', attention: '#f9526b' },
    grounds: { default: '#2d2c2c', emphasis: '#292828', accent: '#c7def9', good: '#ccffcc', warning: '#ffe2b2', attention: '#ffc5b2' },
  },
};

/** The host configuration that the official renderer takes. */
export function hostConfig(scheme: Scheme): object {
  const { text, subtle, line, words, grounds } = PALETTES[scheme];
  const colour = (one: string) => ({ default: one, subtle: one });
  const coloured = Object.fromEntries(Object.entries(words).map(([name, one]) => [name, colour(one)]));
  const foregroundColors = { default: { default: text, subtle }, dark: colour('#252424'), light: colour('#ffffff'), ...coloured };
  // Teams keeps the tinted grounds light in its dark theme, with dark words on them.
  const onTint = { ...foregroundColors, default: { default: '#201f1f', subtle: '#3b3a39' } };
  const containerStyles = Object.fromEntries(
    Object.entries(grounds).map(([name, backgroundColor]) => {
      const plain = name === 'default' || name === 'emphasis';
      return [name, { backgroundColor, borderColor: line, foregroundColors: plain ? foregroundColors : onTint }] as const;
    }),
  );
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    fontFamily: "'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    textStyles: { heading: { size: 'large', weight: 'bolder' } },
    textBlock: { headingLevel: 2 },
    containerStyles,
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 12 },
    inputs: { label: { inputSpacing: 'small', requiredInputs: { suffix: ' *', suffixColor: 'attention' }, optionalInputs: {} } },
  };
}
