// Each run is a terminal of its own, and the customers' runs share nothing but the image they begin with.
[assembly: LevelOfParallelism(2)]
