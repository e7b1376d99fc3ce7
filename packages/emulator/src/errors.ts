/** What `startEmulator` throws. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError'
  /**
   * `port-in-use`: something else listens there. `port-denied`: this user may not listen there. `unsupported-host`: no
   * address that can be listened on. `invalid-option`: a value that cannot be meant.
   */
  readonly code: 'port-in-use' | 'port-denied' | 'unsupported-host' | 'invalid-option'

  constructor(code: EmulatorError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
