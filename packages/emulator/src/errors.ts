/** What `startEmulator` throws. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError'
  /** `port-in-use`: something else listens there. `unsupported-host`: not loopback. `invalid-option`: a value out of range. */
  readonly code: 'port-in-use' | 'unsupported-host' | 'invalid-option'

  constructor(code: EmulatorError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
