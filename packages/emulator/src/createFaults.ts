import { EmulatorError } from './errors.ts'
import type { Faults, FaultValues, TurnMethod } from './faults.ts'

/** What a value must be; `undefined` when it is. */
type Check = (value: unknown) => string | undefined
type Checks = { readonly [name: string]: Check | Checks }

const longestDelay = 2 ** 31 - 1
const turnMethods: readonly TurnMethod[] = ['allocate', 'refresh', 'createPermission', 'channelBind']

const extent: Checks = { next: optional(whole(0, Number.MAX_SAFE_INTEGER)), share: optional(number(0, 1)) }
const checks: Checks = {
  relayDelay: number(0, longestDelay),
  relayLoss: number(0, 1),
  api: {
    ...extent,
    status: optional(whole(200, 599)),
    hang: optional(boolean),
    delay: optional(number(0, longestDelay)),
    cutOff: optional(boolean),
  },
  turn: { ...extent, refuse: optional(whole(300, 699)), ignore: optional(boolean), methods: optional(methods) },
}

const nothing: Readonly<FaultValues> = { relayDelay: 0, relayLoss: 0, api: {}, turn: {} }

/** Throws an EmulatorError for a value that cannot be meant, now and whenever one is set. */
export function createFaults(given: Partial<FaultValues>, actions: Omit<Faults, keyof FaultValues | 'clear'>): Faults {
  const clear = () => {
    Object.assign(faults, nothing)
  }
  // The actions cannot be listed, so that a copy or a printout of the faults has the values alone.
  const target = {}
  for (const [name, value] of Object.entries({ ...actions, clear })) Object.defineProperty(target, name, { value })
  const faults = Object.assign(checked('faults', { checks, target }), nothing, given) as unknown as Faults
  return faults
}

/** Throws an EmulatorError for a value that cannot be meant. */
export function checkFaults(given: object): asserts given is Partial<FaultValues> {
  Object.assign(checked('faults', { checks }), given)
}

/** An object that takes no unknown name and no wrong value. Objects set in it are copied. */
function checked(path: string, { checks, target = {} }: { checks: Checks; target?: object }): object {
  return new Proxy(target, {
    set(target, name, value) {
      if (typeof name === 'symbol' || !Object.hasOwn(checks, name)) {
        throw invalid(`${path} has no ${String(name)}; it has ${Object.keys(checks).join(', ')}.`)
      }
      const check = checks[name] as Check | Checks
      const inner = `${path}.${name}`
      const demand = typeof check === 'function' ? check(value) : isObject(value) ? undefined : 'an object'
      if (demand) throw invalid(`${inner} must be ${demand}, not ${show(value)}.`)
      const kept = typeof check === 'function' ? value : Object.assign(checked(inner, { checks: check }), value)
      return Reflect.set(target, name, kept)
    },
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(message: string): EmulatorError {
  return new EmulatorError('invalid-option', message)
}

function show(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? 'an object') : String(value)
}

function optional(check: Check): Check {
  return (value) => (value === undefined ? undefined : check(value))
}

function number(least: number, most: number): Check {
  return (value) =>
    typeof value === 'number' && value >= least && value <= most ? undefined : `a number from ${least} to ${most}`
}

function whole(least: number, most: number): Check {
  return (value) => (Number.isInteger(value) ? number(least, most)(value) : `a whole number from ${least} to ${most}`)
}

function boolean(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'true or false'
}

function methods(value: unknown): string | undefined {
  const isList = Array.isArray(value) && value.every((name) => turnMethods.includes(name))
  return isList ? undefined : `a list of ${turnMethods.join(', ')}`
}
