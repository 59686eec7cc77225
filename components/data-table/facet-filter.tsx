"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { Skeleton } from "#components/ui/skeleton";

const FacetOptions = dynamic(
  () => import("#components/data-table/facet-options").then((module) => module.FacetOptions),
  {
    ssr: false,
    loading: () => <Skeleton className="m-3 h-24" />,
  },
);

export function FacetFilter({ facet }: { facet: string }) {
  const { spec, filters, setParams } = useList();
  const label = spec.facetLabels[facet] ?? facet;
  const chosen = filters.facets[facet] ?? [];
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      isBare
      trigger={
        <Button size="small" look={chosen.length > 0 ? "active" : "secondary"} className="max-w-72 font-normal">
          <span className="truncate">
            {chosen.length > 0
              ? `${label}: ${chosen.map((value) => spec.valueLabels[facet]?.[value] ?? value).join(", ")}`
              : label}
          </span>
          <ChevronDown className="opacity-60" />
        </Button>
      }
    >
      <FacetOptions
        facet={facet}
        label={label}
        chosen={chosen}
        onChange={(values) => setParams({ [facet]: values.length > 0 ? values : null, cursor: null })}
      />
    </Popover>
  );
}
