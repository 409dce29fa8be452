/**
 * A loader hook: TypeDoc reads programs through the JavaScript interface of TypeScript, which version 7, a native compiler,
 * does not have. Only TypeDoc gets the older one; everything is compiled and checked by version 7.
 */
export function resolve(specifier, context, next) {
  return next(specifier === 'typescript' ? 'typescript-6-for-typedoc' : specifier, context);
}
