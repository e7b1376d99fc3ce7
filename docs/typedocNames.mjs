import { Converter, ReflectionKind } from 'typedoc'

/** A plugin of TypeDoc, for names that people know. */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, nameEntryPoint)
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    project.getReflectionsByKind(ReflectionKind.Parameter).forEach(nameOptions)
  })
}

/** Each module as it is imported: `@freshice/core/tabs`, and not `packages/core/src/tabs`. */
function nameEntryPoint(_context, reflection) {
  if (!reflection.kindOf(ReflectionKind.Module)) return
  const [, name, entry] = /^packages\/(\w+)\/src(?:\/(\w+))?$/.exec(reflection.name) ?? []
  if (name) reflection.name = ['@freshice', name, entry].filter((part) => part && part !== 'index').join('/')
}

/** A parameter that is taken apart where it is declared has no name of its own. */
function nameOptions(parameter) {
  if (parameter.name === '__namedParameters') parameter.name = /Props$/.test(parameter.type?.name) ? 'props' : 'options'
}
