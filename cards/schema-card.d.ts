// adaptivecards-templating takes one type from the source folder of adaptivecards, which does not compile under strict settings; this stands
// in for it (`paths` in tsconfig.json). Nothing of ours uses it.
export type IAdaptiveCard = Readonly<Record<string, unknown>>;
