import { fromLocalField, proposeTimes, toLocalField } from "../../../lib/jobs/schedule";

/*
 * What the field of a moment makes of each question in the time zone that it names, as JSON: a program of its own,
 * since the threads that run the tests have one time zone for all.
 */

/** Something that a person does with the field, in a time zone. */
export type ZoneQuestion = { readonly zone: string } & (
  | { readonly enters: string }
  | { readonly sees: number }
  | { readonly isOfferedAt: number }
);

const questions = JSON.parse(process.argv[2] ?? "[]") as readonly ZoneQuestion[];
const answers = questions.map((question) => {
  process.env["TZ"] = question.zone;
  if ("enters" in question) return fromLocalField(question.enters);
  if ("sees" in question) return toLocalField(question.sees);
  return proposeTimes(question.isOfferedAt, 4).map(toLocalField);
});
console.log(JSON.stringify(answers));
