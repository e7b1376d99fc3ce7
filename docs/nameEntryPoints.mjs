import { Converter, ReflectionKind } from 'typedoc'

/** A plugin of TypeDoc: names each module as it is imported, `@freshice/core/tabs` and not `core/src/tabs`. */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return
    const [, name, entry] = /^packages\/(\w+)\/src(?:\/(\w+))?$/.exec(reflection.name) ?? []
    if (name) reflection.name = ['@freshice', name, entry].filter((part) => part && part !== 'index').join('/')
  })
}
