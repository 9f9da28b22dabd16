// What a store throws when it cannot do its work: one sentence that names the file and says what would be right.

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code = 'StoreFault';
}
