import { type Answer } from "./answer";
import { invalidRequest, type RequestIssue } from "./problem-answers";

/** Allowed values of one query parameter: a pattern, or a comma-separated choice of words. */
export type QueryType = RegExp | readonly string[];

/** Refuses unknown, repeated and malformed query parameters; undefined when all is well. */
export function refuseQuery(
  query: URLSearchParams,
  known: Readonly<Record<string, QueryType>>,
  required: readonly string[] = [],
): Answer | undefined {
  const issues: RequestIssue[] = [];
  for (const name of required) {
    if (!query.has(name)) {
      issues.push({
        message: `The \`${name}\` query parameter can not be empty`,
        parameters: { [name]: [] },
      });
    }
  }
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const expected = Object.hasOwn(known, name) ? known[name] : undefined;
    if (expected === undefined) {
      const names = Object.keys(known).join(",");
      issues.push({
        message: `The query parameter [${name}] is not one of [${names}]`,
        parameters: { [name]: values },
      });
    } else if (values.length > 1 || !isAllowed(values[0] ?? "", expected)) {
      issues.push({
        message: `The \`${name}\` query parameter value [${values.join()}] is not valid`,
        parameters: { [name]: values },
      });
    }
  }
  return issues.length > 0 ? invalidRequest(...issues) : undefined;
}

function isAllowed(value: string, expected: QueryType): boolean {
  if (expected instanceof RegExp) return expected.test(value);
  const words = value.split(",");
  return new Set(words).size === words.length && words.every((word) => expected.includes(word));
}
