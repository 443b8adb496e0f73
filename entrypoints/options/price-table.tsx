import { translate } from "../../lib/i18n/translate";
import { formatUsd } from "../../lib/popup/format-usd";
import { arePricesOld, priceUsd } from "../../lib/rules/prices";

/** What X charges for a post, from the prices that the composer counts with. */
export function PriceTable() {
  const locale = translate("locale_tag");
  // A price is written from left to right, whatever stands around it.
  const price = (usd: number) => <bdi dir="ltr">{formatUsd(usd, locale)}</bdi>;
  const rows = [
    [translate("options_price_post"), price(priceUsd("post"))],
    [translate("options_price_link"), price(priceUsd("postWithLink"))],
    [translate("options_price_alt_text"), price(priceUsd("altText"))],
    [translate("options_price_reply"), price(priceUsd("summonedReply"))],
    [
      translate("options_price_look"),
      <>
        {price(priceUsd("ownPostRead"))} – {price(priceUsd("otherPostRead"))}
      </>,
    ],
    [translate("options_price_name"), price(priceUsd("userRead"))],
    [translate("options_price_upload"), translate("options_price_free")],
  ] as const;
  return (
    <section class="options-section">
      <h2>{translate("options_prices_title")}</h2>
      <p>{translate("options_prices_text")}</p>
      <table class="prices">
        <tbody>
          {rows.map(([name, charge]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{charge}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="field-hint">
        {translate(arePricesOld(Date.now()) ? "options_prices_old" : "options_prices_source")}
      </p>
    </section>
  );
}
